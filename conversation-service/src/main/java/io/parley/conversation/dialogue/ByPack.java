package io.parley.conversation.dialogue;

import io.parley.conversation.shop.Product;
import io.parley.conversation.understanding.words.Lexicon;
import io.parley.conversation.understanding.words.Measures;
import io.parley.conversation.understanding.words.Names;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// "100 masks", of what the seller describes as a pack of 50: two packs, and it is said that they are.
final class ByPack {
    private static final int PIECES_LEAST = 4;

    /// "Pakiti ya *vikombe* 50"
    private static final int WORDS_BETWEEN_MAX = 2;

    /// What the seller says of how many come in one.
    ///
    /// @param container "pack", "hộp"
    private record Pack(String container, int pieces) {}

    private ByPack() {}

    /// @return whether the count was one of pieces, or of packs whose pieces were told beside it
    static boolean settles(Turn turn, int at, int count) {
        Line line = turn.lines.get(at);
        Pack pack = turn.product(line.product()).flatMap(ByPack::described).orElse(null);
        if (pack == null || count < pack.pieces() || !said(turn, count)) {
            return false;
        }
        String title = turn.title(line);
        int packs = count / pack.pieces();
        if (countsPacks(turn, pack)) {
            return packsOf(turn, at, pack, count);
        }
        if (count % pack.pieces() == 0 && packs <= Turn.PIECES_MAX) {
            turn.say(new Act.TellPacks(title, pack.pieces(), count, packs));
            turn.set(at, line.times(packs));
            // "make it 100", of two packs: as many as there were
            turn.changed = true;
        } else {
            turn.say(new Act.AskPacks(title, pack.pieces()));
        }
        return true;
    }

    /// "*2 boxes* of 50 masks"
    private static boolean packsOf(Turn turn, int at, Pack pack, int count) {
        Integer packs = turn.heard.loose().count();
        boolean both = count == pack.pieces() && packs != null && packs > 0 && packs < count && !turn.numberUsed;
        if (both) {
            turn.numberUsed = true;
            turn.set(at, turn.lines.get(at).times(packs));
        }
        return both;
    }

    /// It stands in the message, and was not reckoned: "one more".
    private static boolean said(Turn turn, int count) {
        return Objects.equals(turn.heard.loose().count(), count)
                || turn.heard.named().stream().anyMatch(item -> Objects.equals(item.quantity(), count));
    }

    private static boolean countsPacks(Turn turn, Pack pack) {
        return Token.read(turn.heard.text()).stream()
                .map(token -> Names.stem(token.norm()))
                .anyMatch(word -> word.equals(Names.stem(pack.container())) || holds(word));
    }

    private static boolean holds(String word) {
        return Lexicon.load().is(word, Word.PACK);
    }

    /// In sizes that are packs themselves it is said by the size which one.
    private static Optional<Pack> described(Product product) {
        boolean inSizes = product.sellable().stream()
                .anyMatch(variant -> told(Token.read(variant.name())).isPresent());
        return inSizes || product.description() == null ? Optional.empty() : told(Token.read(product.description()));
    }

    private static Optional<Pack> told(List<Token> words) {
        return IntStream.range(0, words.size())
                .filter(i -> Names.PACKS.contains(words.get(i).norm())
                        || holds(words.get(i).norm()))
                .mapToObj(i -> pack(words, i))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /// "*Pack of 50*", and not "box of 100 g".
    private static @Nullable Pack pack(List<Token> told, int container) {
        int last = Math.min(told.size(), container + 2 + WORDS_BETWEEN_MAX);
        int number = IntStream.range(container + 1, last)
                .filter(i -> told.get(i).number() || told.get(i).separates())
                .findFirst()
                .orElse(-1);
        boolean counts = number > 0
                && FEW.matcher(told.get(number).norm()).matches()
                && (number + 1 == told.size() || Measures.unit(told.get(number + 1)) == null);
        int pieces = counts ? Integer.parseInt(told.get(number).norm()) : 0;
        return pieces < PIECES_LEAST ? null : new Pack(told.get(container).norm(), pieces);
    }

    private static final Pattern FEW = Pattern.compile("\\d{1,3}");
}
