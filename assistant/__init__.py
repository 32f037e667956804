"""Question -> answer: every sentence rests on quoted words of the call's documents, or on a tool's result."""
