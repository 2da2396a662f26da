package io.parley.conversation.understanding;

import io.parley.conversation.understanding.meaning.Utterance;
import io.parley.conversation.understanding.words.Lexicon;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where a message may be parted: behind a sentence, behind a comma, before an "and".
public final class Clauses {
    private static final int CLAUSES_MAX = 6;
    static final Pattern END = Pattern.compile("[.!?…;\\n]+\\s+(?=\\p{L})|\\?\\s+(?=\\p{N})");
    private static final Pattern SHORTENED = Pattern.compile("(?<!\\p{L})(?:\\p{L}|\\p{L}\\p{Ll})\\.\\s+$");
    static final Pattern COMMA = Pattern.compile(",\\s+(?=\\p{L})");

    private Clauses() {}

    /// The sentences and clauses of a message in which more than one thing may be asked; none where it is only one.
    public static List<Utterance> of(Utterance utterance) {
        String text = utterance.text();
        List<Integer> starts = Stream.of(starts(END, text), starts(COMMA, text), joints(text))
                .flatMap(List::stream)
                .distinct()
                .sorted()
                .toList();
        boolean plain = utterance.payload() == null && utterance.media().isEmpty() && utterance.sharedPlace() == null;
        if (!plain || starts.isEmpty() || starts.size() > CLAUSES_MAX) {
            return List.of();
        }
        List<Utterance> clauses = new ArrayList<>();
        int from = 0;
        for (int next : starts) {
            clauses.add(said(from, next, utterance));
            from = next;
        }
        clauses.add(said(from, text.length(), utterance));
        return clauses;
    }

    /// Where an "and" stands that is no part of a phrase: "mko *na* taa", "karibu *na* kanisa".
    static List<Integer> joints(String text) {
        Lexicon lexicon = Lexicon.load();
        List<Token> tokens = Token.read(text);
        List<Lexicon.Hit> phrases = lexicon.find(tokens, Lexicon.ALL);
        return IntStream.range(1, tokens.size())
                .filter(i -> lexicon.is(tokens.get(i).norm(), Word.AND))
                .filter(i -> phrases.stream().noneMatch(hit -> !hit.gapped() && hit.start() < i && i < hit.end()))
                .mapToObj(i -> tokens.get(i).start())
                .toList();
    }

    /// Where the second part and those behind it begin.
    static List<Integer> starts(Pattern ends, String text) {
        List<Integer> starts = new ArrayList<>();
        Matcher end = ends.matcher(text);
        while (end.find()) {
            starts.add(end.end());
        }
        return starts;
    }

    /// "233 Phan Văn Trị, *q.* Gò Vấp": a letter or two in the middle of a place end no sentence, as a town's
    /// do ("Hòa Khánh Bắc, *ĐN.* trả sau"); nor does what stands before "*near* the market".
    static boolean shortened(String text, int next, @Nullable String place) {
        int from = place == null ? -1 : text.indexOf(place);
        return from >= 0
                && from < next
                && next < from + Objects.requireNonNull(place).length()
                && (SHORTENED.matcher(text.substring(0, next)).find() || near(text.substring(next)));
    }

    private static boolean near(String text) {
        return Lexicon.load().find(Token.read(text), Lexicon.ALL).stream()
                .anyMatch(hit -> hit.start() == 0 && hit.section().equals("place_near"));
    }

    static Utterance said(int from, int to, Utterance of) {
        return new Utterance(of.text().substring(from, to).strip(), List.of(), null, of.reference(), null);
    }
}
