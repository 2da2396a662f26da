package io.parley.gateway.keys;

import com.nimbusds.jose.jwk.RSAKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A key pair and from when it signs.
///
/// @param privateKey absent when it was sealed with a secret this process does not have: it still checks, never signs
/// @param signsFrom later than its creation, so that every replica and service has seen it before it is used
record SigningKey(RSAKey publicKey, @Nullable RSAKey privateKey, Instant createdAt, Instant signsFrom) {

    /// The one to sign with: the newest that may sign by now.
    static Optional<SigningKey> signer(List<SigningKey> keys, Instant now) {
        return keys.stream()
                .filter(key -> key.privateKey != null && !key.signsFrom.isAfter(now))
                .max(Comparator.comparing(SigningKey::signsFrom));
    }

    /// Whether a token it has signed may still be good: until a while after another took over.
    static boolean mayStillCheck(SigningKey key, List<SigningKey> keys, Instant now, java.time.Duration longestToken) {
        return keys.stream()
                .filter(other -> other.privateKey != null && other.signsFrom.isAfter(key.signsFrom))
                .map(SigningKey::signsFrom)
                .min(Comparator.naturalOrder())
                .map(successor -> successor.plus(longestToken).isAfter(now))
                .orElse(true);
    }
}
