"""The brain without a provider: plans tool calls and composes answers from the words that the tools found."""
