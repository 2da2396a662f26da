package io.parley.conversation.understanding;

import io.parley.conversation.files.TextFile;
import java.util.Set;
import java.util.stream.Collectors;

/// Given names that are known, from `language/given.txt`.
final class GivenNames {
    private static final Set<String> NAMES = TextFile.lines("/language/given.txt").stream()
            .filter(line -> !line.startsWith("#"))
            .flatMap(line -> Token.read(line).stream())
            .map(Token::norm)
            .collect(Collectors.toUnmodifiableSet());

    private GivenNames() {}

    static boolean contain(String word) {
        return NAMES.contains(word);
    }
}
