-- Names that a file gives to the wrong club for some time.
CREATE TEMP TABLE misnamed (
  source VARCHAR, competition VARCHAR, name VARCHAR, since DATE, until DATE, means VARCHAR, country VARCHAR
);
