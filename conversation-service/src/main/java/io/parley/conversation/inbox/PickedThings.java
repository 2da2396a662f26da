package io.parley.conversation.inbox;

import io.parley.conversation.understanding.meaning.Taps;
import io.parley.events.InboundEvent.Attachment;
import io.parley.starter.shop.ShopScope;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// What was picked in a platform's own catalogue, as a seller reads it: "Rose Toner × 2". What the shop's catalogue
/// does not know goes by the number it has there.
@Component
class PickedThings {
    private static final String PICKED = Taps.PICKED + ":";

    private final JdbcTemplate jdbc;

    PickedThings(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private record Pick(String reference, String count) {}

    /// The names of all that is picked in any of these messages, by what the platform calls it.
    ///
    /// @param payloads of messages
    Map<String, String> names(Collection<@Nullable String> payloads) {
        String[] references = payloads.stream()
                .flatMap(PickedThings::picks)
                .map(pick -> key(pick.reference))
                .distinct()
                .toArray(String[]::new);
        Map<String, String> names = new HashMap<>();
        if (references.length > 0) {
            jdbc.query(
                    """
                    select lower(r.reference) as reference, p.state ->> 'name' as name, v.named
                    from product p
                    cross join lateral (
                      select v ->> 'sku' as sku, v ->> 'variantId' as id,
                             case when v ->> 'type' <> 'default' then v ->> 'name' end as named
                      from jsonb_array_elements(p.state -> 'variants') v
                      union all select null, p.product_id::text, null) v
                    cross join lateral (values (v.sku), (v.id)) r (reference)
                    where p.shop_id = ? and lower(r.reference) = any (?)
                    order by p.archived desc
                    """,
                    row -> {
                        String named = row.getString("named");
                        String name = row.getString("name");
                        names.put(row.getString("reference"), named == null ? name : name + " (" + named + ")");
                    },
                    ShopScope.current(),
                    references);
        }
        return names;
    }

    /// A line for each thing, as what is attached to a message; a form that was sent says at least that it was.
    static List<Attachment> shown(@Nullable String payload, Map<String, String> names) {
        if (payload != null && payload.startsWith("form:")) {
            return List.of(new Attachment("form", null, null, null, null));
        }
        return picks(payload)
                .map(pick -> names.getOrDefault(key(pick.reference), pick.reference) + " × " + pick.count)
                .map(title -> new Attachment("item", null, title, null, null))
                .toList();
    }

    private static Stream<Pick> picks(@Nullable String payload) {
        return payload == null || !payload.startsWith(PICKED)
                ? Stream.of()
                : Stream.of(payload.substring(PICKED.length()).split(","))
                        .filter(pick -> pick.indexOf('*') > 0)
                        .map(pick -> new Pick(
                                pick.substring(0, pick.lastIndexOf('*')), pick.substring(pick.lastIndexOf('*') + 1)));
    }

    private static String key(String reference) {
        return reference.toLowerCase(Locale.ROOT);
    }
}
