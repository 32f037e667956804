"""What was read, held against the words: nobody is invented, what is unclear stays open."""
