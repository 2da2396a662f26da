package io.parley.conversation.understanding.words;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Words and what they name. A slip or an unfinished word costs no walk over all of them,
/// however much a shop sells.
public final class Dictionary {
    private final TreeMap<String, Set<UUID>> ids = new TreeMap<>();
    private final Map<Integer, List<String>> alike = new HashMap<>();

    public void put(String word, UUID id) {
        ids.computeIfAbsent(word, fresh -> {
                    alike.computeIfAbsent(bucket(fresh.charAt(0), fresh.length()), _ -> new ArrayList<>())
                            .add(fresh);
                    return new LinkedHashSet<>();
                })
                .add(id);
    }

    @Nullable
    public Set<UUID> get(String word) {
        return ids.get(word);
    }

    public boolean has(String word) {
        return ids.containsKey(word);
    }

    /// Words with the same first letter that are at most so many slips away; short words are no one's slip.
    public List<String> near(String word, int slips) {
        List<String> near = new ArrayList<>();
        for (int length = Math.max(4, word.length() - slips); length <= word.length() + slips; length++) {
            for (String candidate : alike.getOrDefault(bucket(word.charAt(0), length), List.of())) {
                if (Typos.within(word, candidate, slips) && !Typos.another(word, candidate)) {
                    near.add(candidate);
                }
            }
        }
        return near;
    }

    /// Words that begin so.
    public Iterable<String> beginning(String with) {
        return ids.subMap(with, with + Character.MAX_VALUE).keySet();
    }

    private static int bucket(char first, int length) {
        return first * 64 + Math.min(length, 63);
    }
}
