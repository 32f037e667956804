"""What later sentences tell of organisations that one sentence only names: their kinds and places, put beside their
names ("Nova and Terra take part. Nova is a cluster, Terra an SME. They are in Bari and Brno, in this order")."""

from assistant.eligibility.reader.profiles.written import Described, described, quoted

__all__ = ["Described", "described", "quoted"]
