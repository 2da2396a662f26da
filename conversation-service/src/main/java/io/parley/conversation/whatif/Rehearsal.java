package io.parley.conversation.whatif;

import io.parley.conversation.dialogue.Dialogue;
import io.parley.conversation.dialogue.Moment;
import io.parley.conversation.knowledge.Catalogues;
import io.parley.conversation.knowledge.Shops;
import io.parley.conversation.shop.Catalogue;
import io.parley.conversation.shop.Offer;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Shop;
import io.parley.conversation.shop.Stock;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.turn.Assistant;
import io.parley.conversation.turn.Touched;
import io.parley.conversation.understanding.catalogue.CatalogueIndex;
import io.parley.conversation.understanding.meaning.Utterance;
import io.parley.events.Money;
import io.parley.starter.web.Refusal;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The assistant with nobody listening: the shop's real settings, catalogue and stock, perhaps changed, and nothing
/// stored or sent.
@Component
public class Rehearsal {
    private final JdbcTemplate jdbc;
    private final Catalogues catalogues;
    private final Assistant assistant;
    private final JsonMapper json;

    Rehearsal(JdbcTemplate jdbc, Catalogues catalogues, Assistant assistant, JsonMapper json) {
        this.jdbc = jdbc;
        this.catalogues = catalogues;
        this.assistant = assistant;
        this.json = json;
    }

    /// A shop at one moment.
    ///
    /// @param repriced variants whose price was changed for the rehearsal
    public record Stage(Offer offer, CatalogueIndex index, Set<UUID> repriced) {

        /// With prices and stock as they were; what was not written down then, and what the rehearsal changes, stays as
        /// it is here.
        Stage asThen(Map<UUID, Touched.Then> then) {
            if (then.isEmpty()) {
                return this;
            }
            Stock today = offer.stock();
            Stock stock = id -> {
                Touched.Then known = then.get(id);
                return known == null ? today.available(id) : known.left();
            };
            List<Product> products = offer.catalogue().products().stream()
                    .map(product -> product.variants().stream().anyMatch(v -> differs(v, then))
                            ? with(product, v -> differs(v, then) ? priced(v, then.get(v.id())) : v)
                            : product)
                    .toList();
            return new Stage(new Offer(offer.shop(), new Catalogue(products), stock), index, repriced);
        }

        private boolean differs(Variant variant, Map<UUID, Touched.Then> then) {
            Touched.Then known = then.get(variant.id());
            return known != null
                    && !repriced.contains(variant.id())
                    && known.minor() != variant.price().minor();
        }

        private static Variant priced(Variant variant, Touched.@Nullable Then then) {
            return then == null
                    ? variant
                    : at(variant, new Money(then.minor(), variant.price().currency()));
        }
    }

    private record Stored(
            String state,
            String answers,
            long version,
            @Nullable String stock) {}

    /// The shop as it is, with what is to be different.
    ///
    /// @throws Refusal conflict, when the shop has not been heard of yet; invalid, when a change names what is not
    /// there
    @Transactional(readOnly = true)
    public Stage stage(UUID shopId, Changes changes) {
        Stored stored = jdbc
                .query(
                        """
                        select state, answers, catalogue_version,
                               (select jsonb_object_agg(variant_id, available) from stock k
                                where k.shop_id = s.shop_id and k.policy = 'DENY') as stock
                        from shop s where shop_id = ? and state is not null
                        """,
                        (row, _) -> new Stored(row.getString(1), row.getString(2), row.getLong(3), row.getString(4)),
                        shopId)
                .stream()
                .findFirst()
                .orElseThrow(() -> Refusal.conflict(
                        "shop_not_ready", "The shop's settings have not arrived here yet; try again in a moment."));
        String answers = changes.answers() == null ? stored.answers : json.writeValueAsString(identified(changes));
        Shop shop = shop(shopId, changed(stored.state, changes), answers);
        CatalogueIndex index = catalogues.of(shopId, stored.version);
        Stock stock = Shops.stock(stored.stock, json);
        if (changes.prices() == null && changes.archived() == null && changes.added() == null) {
            return new Stage(new Offer(shop, index.catalogue(), stock), index, Set.of());
        }
        Catalogue catalogue = changed(index.catalogue(), shop, changes);
        Set<UUID> repriced = new HashSet<>();
        if (changes.prices() != null) {
            changes.prices().forEach(price -> repriced.add(price.variantId()));
        }
        return new Stage(new Offer(shop, catalogue, stock), new CatalogueIndex(catalogue), repriced);
    }

    public Assistant.Answer answer(Utterance utterance, Dialogue before, Stage stage, Moment moment) {
        return assistant.answer(utterance, before, stage.offer(), stage.index(), moment);
    }

    /// Where settings and own answers become what a turn rests on.
    private Shop shop(UUID id, String state, String answers) {
        return Shops.read(id, state, answers, json);
    }

    private record Identified(
            UUID id,
            List<String> questions,
            String answer,
            @Nullable String language) {}

    private static List<Identified> identified(Changes changes) {
        List<Changes.Answer> answers = changes.answers() == null ? List.of() : changes.answers();
        return IntStream.range(0, answers.size())
                .mapToObj(i -> new Identified(
                        made("answer " + i),
                        answers.get(i).questions(),
                        answers.get(i).answer(),
                        answers.get(i).language()))
                .toList();
    }

    private String changed(String state, Changes changes) {
        ObjectNode shop = (ObjectNode) json.readTree(state);
        ObjectNode settings = (ObjectNode) shop.get("assistant");
        ObjectNode wanted = json.valueToTree(changes);
        for (String setting : List.of(
                "tone",
                "languages",
                "handoffTriggers",
                "neverSay",
                "openingHours",
                "closedMessage",
                "engine",
                "modelWording",
                "delivery")) {
            if (wanted.hasNonNull(setting)) {
                settings.set(setting, wanted.get(setting));
            }
        }
        return json.writeValueAsString(shop);
    }

    private static Catalogue changed(Catalogue present, Shop shop, Changes changes) {
        Map<UUID, BigDecimal> prices = new HashMap<>();
        if (changes.prices() != null) {
            for (Changes.Repriced price : changes.prices()) {
                if (present.variant(price.variantId()).isEmpty()) {
                    throw Refusal.invalid(
                            "variant_unknown", "There is no variant " + price.variantId() + " to reprice.");
                }
                prices.put(price.variantId(), price.price());
            }
        }
        List<UUID> archived = changes.archived() == null ? List.of() : changes.archived();
        for (UUID id : archived) {
            if (present.product(id).isEmpty()) {
                throw Refusal.invalid("product_unknown", "There is no product " + id + " to archive.");
            }
        }
        List<Product> products = new ArrayList<>();
        for (Product product : present.products()) {
            if (!archived.contains(product.id())) {
                products.add(with(product, v -> {
                    BigDecimal price = prices.get(v.id());
                    return price == null ? v : at(v, money(price, shop));
                }));
            }
        }
        if (changes.added() != null) {
            changes.added().forEach(added -> products.add(product(added, shop)));
        }
        return new Catalogue(products);
    }

    private static Product product(Changes.Added added, Shop shop) {
        List<Variant> variants = new ArrayList<>();
        if (added.variants() == null || added.variants().isEmpty()) {
            BigDecimal price = added.price() == null ? BigDecimal.ZERO : added.price();
            variants.add(new Variant(
                    made(added.name() + "/"), added.name(), "default", added.name(), money(price, shop), true, 0));
        } else {
            for (Changes.AddedVariant variant : added.variants()) {
                variants.add(new Variant(
                        made(added.name() + "/" + variant.name()),
                        added.name() + " " + variant.name(),
                        "custom",
                        variant.name(),
                        money(variant.price(), shop),
                        true,
                        variants.size()));
            }
        }
        return new Product(
                made(added.name()),
                added.name(),
                added.description(),
                true,
                0,
                List.of(),
                List.of(),
                added.synonyms() == null ? List.of() : added.synonyms(),
                null,
                variants);
    }

    private static Money money(BigDecimal price, Shop shop) {
        try {
            return Money.of(price, shop.currency());
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw Refusal.invalid("price_invalid", price + " is no price in " + shop.currency() + ".");
        }
    }

    private static Product with(Product product, java.util.function.UnaryOperator<Variant> change) {
        return new Product(
                product.id(),
                product.name(),
                product.description(),
                product.available(),
                product.ageRestriction(),
                product.categories(),
                product.tags(),
                product.synonyms(),
                product.imageUrl(),
                product.variants().stream().map(change).toList());
    }

    private static Variant at(Variant variant, Money price) {
        return new Variant(
                variant.id(),
                variant.sku(),
                variant.type(),
                variant.name(),
                price,
                variant.available(),
                variant.position());
    }

    /// An id for what is not there: the same for the same words.
    static UUID made(String of) {
        return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8));
    }
}
