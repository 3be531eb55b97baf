from tests.locale import CATALOGUE, compiled

CATALOGUE.with_suffix(".mo").write_bytes(compiled())
