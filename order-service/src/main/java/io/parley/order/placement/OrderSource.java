package io.parley.order.placement;

/// Where the shopper said yes.
enum OrderSource {
    CHAT,
    WEB
}
