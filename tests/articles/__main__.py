from tests.articles import normalised, pairs

for manuscript, golden in pairs():
    golden.parent.mkdir(exist_ok=True)
    golden.write_text(normalised(manuscript), "utf-8")
