package io.parley.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/// Every port of one installation, counted from the front door's.
///
/// @param base port of the front door, 1024 to 65000
record PortPlan(int base) {

    private static final int BASE_MIN = 1024;
    private static final int BASE_MAX = 65_000;
    private static final int STEP = 100;

    PortPlan {
        if (base < BASE_MIN || base > BASE_MAX) {
            throw new IllegalArgumentException(
                    "PARLEY_PORT must be a number from " + BASE_MIN + " to " + BASE_MAX + ", not " + base);
        }
    }

    /// A port and what it is for.
    record Place(String what, int port) {}

    int of(ServicePart service) {
        return base + service.offset();
    }

    int sandbox() {
        return base + 10;
    }

    int smtp() {
        return base + 11;
    }

    int postgres() {
        return base + 12;
    }

    int kafka() {
        return base + 13;
    }

    int kafkaController() {
        return base + 14;
    }

    String url(int port) {
        return "http://localhost:" + port;
    }

    String frontDoor() {
        return url(base);
    }

    List<Place> places() {
        List<Place> places = new ArrayList<>();
        for (ServicePart service : ServicePart.values()) {
            places.add(new Place(service.serviceName(), of(service)));
        }
        places.add(new Place("sandbox", sandbox()));
        places.add(new Place("sandbox's mail server", smtp()));
        places.add(new Place("PostgreSQL", postgres()));
        places.add(new Place("Kafka", kafka()));
        places.add(new Place("Kafka's controller", kafkaController()));
        return places;
    }

    Optional<Place> firstTaken(IntPredicate free) {
        return places().stream().filter(place -> !free.test(place.port())).findFirst();
    }

    /// The next base, in steps of a hundred, whose ports are all free.
    OptionalInt nextFreeBase(IntPredicate free) {
        for (int candidate = base + STEP; candidate <= BASE_MAX; candidate += STEP) {
            if (new PortPlan(candidate).firstTaken(free).isEmpty()) {
                return OptionalInt.of(candidate);
            }
        }
        return OptionalInt.empty();
    }

    /// Whether nobody listens there, on the loopback address or on all of them.
    static boolean isFree(int port) {
        try (ServerSocket any = new ServerSocket()) {
            any.setReuseAddress(true);
            any.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            return false;
        }
        try (ServerSocket loopback = new ServerSocket()) {
            loopback.setReuseAddress(true);
            loopback.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
