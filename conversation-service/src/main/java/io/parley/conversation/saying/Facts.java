package io.parley.conversation.saying;

import io.parley.conversation.dialogue.Act;
import io.parley.events.Money;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Every figure and every name the acts of a turn rest on. New acts are covered as they are written.
final class Facts {
    static final Pattern FIGURE = Pattern.compile("\\d+(?:[.,]\\d+|[ \u202f\u00a0]\\d{3}(?!\\d))*");

    /// What acts carry along but nothing may rest on: shoppers' own words, the addresses of pictures and
    /// a catalogue's numbers.
    private static final Set<String> NO_FACTS = Set.of("summary", "sought", "imageUrl", "sku");

    private static final ClassValue<List<Method>> PARTS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .filter(part -> !NO_FACTS.contains(part.getName()))
                    .map(RecordComponent::getAccessor)
                    .toList();
        }
    };

    private final Set<BigDecimal> figures = new HashSet<>();
    private final StringBuilder names = new StringBuilder();
    private final Locale locale;

    private Facts(Locale locale) {
        this.locale = locale;
    }

    static Facts of(List<Act> acts, String shopName, Locale locale) {
        Facts facts = new Facts(locale);
        facts.add(shopName);
        acts.forEach(facts::add);
        return facts;
    }

    private void add(@Nullable Object value) {
        switch (value) {
            case null -> {}
            case Integer number -> figures.add(BigDecimal.valueOf(number));
            case Money money -> {
                figures.add(plain(money.decimal()));
                figuresOf(Prices.format(money, locale)).forEach(figures::add);
            }
            case String text -> {
                names.append(text.toLowerCase(Locale.ROOT)).append('\n');
                figuresOf(text).forEach(figures::add);
            }
            case List<?> list -> list.forEach(this::add);
            case UUID _, Boolean _, Enum<?> _ -> {}
            case Record parts -> PARTS.get(parts.getClass()).forEach(part -> add(read(part, parts)));
            default -> throw new IllegalStateException("a fact of an unknown kind: " + value.getClass());
        }
    }

    private static @Nullable Object read(Method part, Record of) {
        try {
            return part.invoke(of);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    boolean backs(BigDecimal figure) {
        return figures.contains(figure);
    }

    /// Whether these very words stand in an act.
    boolean says(String words) {
        return names.indexOf(words.toLowerCase(Locale.ROOT)) >= 0
                || plainNames().contains(words);
    }

    private String plainNames() {
        return FactCheck.plain(names.toString());
    }

    boolean names(String product) {
        return names.indexOf(product.toLowerCase(Locale.ROOT)) >= 0;
    }

    /// The figures of a text, whatever signs part their thousands.
    static Set<BigDecimal> figuresOf(String text) {
        Set<BigDecimal> found = new HashSet<>();
        Matcher matcher = FIGURE.matcher(text);
        while (matcher.find()) {
            found.add(plain(read(matcher.group())));
        }
        return found;
    }

    private static BigDecimal read(String written) {
        String tight = written.replaceAll("[  \u00a0]", "");
        int last = Math.max(tight.lastIndexOf('.'), tight.lastIndexOf(','));
        boolean decimals = last >= 0 && tight.length() - last - 1 != 3;
        String digits = decimals
                ? tight.substring(0, last).replaceAll("[.,]", "") + "." + tight.substring(last + 1)
                : tight.replaceAll("[.,]", "");
        return new BigDecimal(digits.length() > 30 ? digits.substring(0, 30) : digits);
    }

    private static BigDecimal plain(BigDecimal value) {
        return value.signum() == 0
                ? BigDecimal.ZERO
                : value.stripTrailingZeros()
                        .setScale(Math.max(0, value.stripTrailingZeros().scale()));
    }
}
