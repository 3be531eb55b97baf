from tests.pdf.test_tagging import GOLDEN, article_tree

GOLDEN.write_text(article_tree(), "utf-8")
