package io.parley.catalog.product;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is bought: one size, shade, scent… of a product. Its id never changes; stock and carts hang on it.
@Entity
class Variant {
    @Id
    private UUID id;

    @Column(nullable = false)
    private UUID shopId;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "product_id")
    private Product product;

    @Column(nullable = false)
    @Convert(converter = VariantTypeColumn.class)
    private VariantType type;

    @Column(nullable = false)
    private String name;

    @Column(nullable = false)
    private String sku;

    @Column
    private @Nullable Long priceMinor;

    @Column(nullable = false)
    private long modifierMinor;

    @Column(nullable = false)
    private boolean available;

    @Column(nullable = false)
    private int position;

    @Column
    private @Nullable String imageUrl;

    @Column(nullable = false)
    private boolean deleted;

    @SuppressWarnings("NullAway.Init")
    protected Variant() {}

    @SuppressWarnings("NullAway.Init")
    Variant(UUID id, UUID shopId, Product product, VariantContent content, String sku, int position) {
        this.id = id;
        this.shopId = shopId;
        this.product = product;
        this.position = position;
        become(content, sku);
    }

    void become(VariantContent content, String newSku) {
        type = content.type();
        name = content.name();
        priceMinor = content.ownPrice();
        modifierMinor = content.modifier();
        available = content.available();
        imageUrl = content.imageUrl();
        sku = newSku;
    }

    void moveTo(int newPosition) {
        position = newPosition;
    }

    void delete() {
        deleted = true;
    }

    UUID id() {
        return id;
    }

    String sku() {
        return sku;
    }

    int position() {
        return position;
    }

    VariantContent content() {
        return new VariantContent(type, name, priceMinor, modifierMinor, available, imageUrl);
    }
}
