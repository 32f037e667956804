"""From characters to tokens: the words of a language, names, places, labels, each with its sense."""
