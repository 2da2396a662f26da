package io.parley.catalog.product;

/// Whether shoppers see a product.
enum ProductStatus {
    DRAFT,
    ACTIVE,
    ARCHIVED
}
