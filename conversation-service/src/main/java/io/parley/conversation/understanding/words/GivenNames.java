package io.parley.conversation.understanding.words;

import io.parley.conversation.files.TextFile;
import java.util.HashSet;
import java.util.Set;

/// Given names that are known, and family names that open a full name, from `language/given.txt`.
public final class GivenNames {
    private static final String FAMILY = "[family]";
    private static final Set<String> GIVEN = new HashSet<>();
    private static final Set<String> FAMILIES = new HashSet<>();

    static {
        Set<String> names = GIVEN;
        for (String line : TextFile.lines("/language/given.txt")) {
            if (line.strip().equals(FAMILY)) {
                names = FAMILIES;
            } else if (!line.startsWith("#")) {
                for (Token word : Token.read(line)) {
                    names.add(word.norm());
                }
            }
        }
    }

    private GivenNames() {}

    public static boolean contain(String word) {
        return GIVEN.contains(word);
    }

    /// "*Nguyễn* Lan Anh"
    public static boolean family(String word) {
        return FAMILIES.contains(word);
    }
}
