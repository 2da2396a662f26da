package io.parley.catalog.product;

import io.parley.events.Money;
import io.parley.events.ProductEvent.ProductArchived;
import io.parley.events.ProductEvent.ProductChanged;
import io.parley.events.ProductEvent.ProductPublished;
import io.parley.events.ProductEvent.ProductState;
import io.parley.starter.Ids;
import io.parley.starter.web.Refusal;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;
import org.springframework.data.domain.Persistable;

/// What is sold, with its variants: at least one, [#VARIANTS_MAX] at most. Every change makes one version more and,
/// while shoppers see the product, one event with the whole state.
@Entity
class Product extends AbstractAggregateRoot<Product> implements Persistable<UUID> {
    static final int VARIANTS_MAX = 100;

    @Id
    private UUID id;

    @Column(nullable = false)
    private UUID shopId;

    @Column(nullable = false)
    private long version;

    @Column(nullable = false)
    private String name;

    @Column(nullable = false)
    private String slug;

    @Column
    private @Nullable String description;

    @Column(nullable = false)
    private long priceMinor;

    @Column(nullable = false)
    private String currency;

    @Column(nullable = false)
    private boolean available;

    @Column(nullable = false)
    @Enumerated(EnumType.STRING)
    private ProductStatus status;

    @Column
    private @Nullable String imageUrl;

    @Column(nullable = false)
    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> tags;

    @Column(nullable = false)
    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> categories;

    @Column(nullable = false)
    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> synonyms;

    @Column(nullable = false)
    private int ageRestriction;

    @Column(nullable = false)
    private String searchText;

    @Column(nullable = false)
    private Instant createdAt;

    @Column(nullable = false)
    private Instant updatedAt;

    @Column
    private @Nullable Instant deletedAt;

    @OneToMany(mappedBy = "product", cascade = CascadeType.ALL, orphanRemoval = true)
    private List<Variant> variants = new ArrayList<>();

    @Transient
    private boolean stored;

    @SuppressWarnings("NullAway.Init")
    protected Product() {}

    @SuppressWarnings("NullAway.Init")
    private Product(UUID shopId, String slug, Content content, Instant now) {
        this.id = Ids.next();
        this.shopId = shopId;
        this.slug = slug;
        this.createdAt = now;
        put(content);
    }

    /// @param given none for a product that is sold as one thing
    /// @param skus of the variants in their order, one for a product without
    static Product create(
            UUID shopId, String slug, Content content, List<VariantContent> given, List<String> skus, Instant now) {
        List<VariantContent> all = given.isEmpty() ? List.of(VariantContent.DEFAULT) : given;
        if (all.size() > VARIANTS_MAX) {
            throw tooMany();
        }
        Product product = new Product(shopId, slug, content, now);
        for (int i = 0; i < all.size(); i++) {
            product.variants.add(new Variant(Ids.next(), shopId, product, all.get(i), skus.get(i), i));
        }
        product.changed(false, now);
        return product;
    }

    /// @throws Refusal invalid, in another currency or with a price that takes a variant to 0 or below
    void change(Content content, Instant now) {
        if (!content.price().currency().equals(currency)) {
            throw Prices.wrong("currency", "stays " + currency + ", as the product was made");
        }
        if (!content.equals(content())) {
            boolean wasSeen = isSeen();
            put(content);
            changed(wasSeen, now);
        }
    }

    /// The first variant given takes the place of [VariantContent#DEFAULT]: the id, and so stock and open orders, stay.
    ///
    /// @throws Refusal conflict, when there is one of this name or there are too many
    Variant add(VariantContent content, String sku, Instant now) {
        Variant only = variants.getFirst();
        if (only.content().type() == VariantType.DEFAULT) {
            only.become(content, sku);
            changed(isSeen(), now);
            return only;
        }
        if (variants.size() >= VARIANTS_MAX) {
            throw tooMany();
        }
        Variant variant = new Variant(
                Ids.next(), shopId, this, content, sku, variants().getLast().position() + 1);
        variants.add(variant);
        changed(isSeen(), now);
        return variant;
    }

    void change(UUID variantId, VariantContent content, String sku, @Nullable Integer position, Instant now) {
        Variant variant = variant(variantId);
        boolean moves = position != null && position != variants().indexOf(variant);
        if (content.equals(variant.content()) && sku.equals(variant.sku()) && !moves) {
            return;
        }
        variant.become(content, sku);
        if (position != null && moves) {
            List<Variant> order = new ArrayList<>(variants());
            order.remove(variant);
            order.add(Math.min(position, order.size()), variant);
            for (int i = 0; i < order.size(); i++) {
                order.get(i).moveTo(i);
            }
        }
        changed(isSeen(), now);
    }

    /// @throws Refusal conflict, when it is the last one
    void remove(UUID variantId, Instant now) {
        Variant variant = variant(variantId);
        if (variants.size() == 1) {
            throw Refusal.conflict(
                    "last_variant", "A product has one variant at least: change this one, or delete the product.");
        }
        variants.remove(variant);
        changed(isSeen(), now);
    }

    /// For good: orders keep what they were told.
    void delete(Instant now) {
        boolean wasSeen = isSeen();
        deletedAt = now;
        variants.forEach(Variant::delete);
        changed(wasSeen, now);
    }

    private void put(Content content) {
        name = content.name();
        description = content.description();
        priceMinor = content.price().minor();
        currency = content.price().currency();
        available = content.available();
        status = content.status();
        imageUrl = content.imageUrl();
        tags = new ArrayList<>(content.tags());
        categories = new ArrayList<>(content.categories());
        synonyms = new ArrayList<>(content.synonyms());
        ageRestriction = content.ageRestriction();
    }

    private boolean isSeen() {
        return deletedAt == null && status == ProductStatus.ACTIVE;
    }

    private void changed(boolean wasSeen, Instant now) {
        if (variants.stream()
                        .map(v -> v.content().name().toLowerCase(Locale.ROOT))
                        .distinct()
                        .count()
                < variants.size()) {
            throw Refusal.conflict("variant_exists", "The product has a variant of this name.");
        }
        for (Variant variant : variants) {
            if (variant.content().price(priceMinor) <= 0) {
                throw Prices.wrong("variants.price", "must be greater than 0, with the modifier in it");
            }
        }
        version++;
        updatedAt = now;
        searchText = Stream.of(
                        Stream.ofNullable(name),
                        Stream.ofNullable(description),
                        tags.stream(),
                        synonyms.stream(),
                        categories.stream(),
                        variants.stream().map(Variant::sku))
                .flatMap(words -> words)
                .collect(Collectors.joining("\n"))
                .toLowerCase(Locale.ROOT);
        if (isSeen()) {
            registerEvent(wasSeen ? new ProductChanged(id, state()) : new ProductPublished(id, state()));
        } else if (wasSeen) {
            registerEvent(new ProductArchived(id, state()));
        }
    }

    private ProductState state() {
        return new ProductState(
                version,
                name,
                slug,
                description,
                available,
                ageRestriction,
                List.copyOf(categories),
                List.copyOf(tags),
                List.copyOf(synonyms),
                imageUrl,
                variants().stream()
                        .map(variant -> new io.parley.events.ProductEvent.Variant(
                                variant.id(),
                                variant.sku(),
                                variant.content().type().word(),
                                variant.content().name(),
                                priceOf(variant),
                                variant.content().available(),
                                variant.position(),
                                variant.content().imageUrl()))
                        .toList());
    }

    Content content() {
        return new Content(
                name, description, price(), available, status, imageUrl, tags, categories, synonyms, ageRestriction);
    }

    Money price() {
        return new Money(priceMinor, currency);
    }

    Money priceOf(Variant variant) {
        return new Money(variant.content().price(priceMinor), currency);
    }

    /// In the seller's order.
    List<Variant> variants() {
        return variants.stream()
                .sorted(Comparator.comparingInt(Variant::position))
                .toList();
    }

    /// @throws Refusal not found
    Variant variant(UUID variantId) {
        return variants.stream()
                .filter(variant -> variant.id().equals(variantId))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("variant_not_found", "There is no such variant in this shop."));
    }

    UUID id() {
        return id;
    }

    long version() {
        return version;
    }

    String slug() {
        return slug;
    }

    String currency() {
        return currency;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    /// What the aggregate tells once it is stored.
    List<Object> told() {
        return List.copyOf(domainEvents());
    }

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return !stored;
    }

    @PostLoad
    @PostPersist
    void isStored() {
        stored = true;
    }

    private static Refusal tooMany() {
        return Refusal.conflict("too_many_variants", "A product may have " + VARIANTS_MAX + " variants at most.");
    }
}
