"""The print edition: one long document, laid out by WeasyPrint, written as PDF/UA-1."""
