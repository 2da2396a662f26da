package io.parley.order.placement;

import java.util.random.RandomGenerator;

/// The number people say: `ORD-7K3M9Q`. Random, so that it does not tell how many orders there are, and without
/// letters and digits that look or sound alike.
final class OrderNumber {
    static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    static final int LENGTH = 6;

    private OrderNumber() {}

    static String draw(RandomGenerator random) {
        StringBuilder number = new StringBuilder("ORD-");
        for (int i = 0; i < LENGTH; i++) {
            number.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return number.toString();
    }
}
