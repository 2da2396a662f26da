package io.parley.gateway.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Seals what must not lie open in the database, and hashes what is too short to be hashed without a key. Its keys are
/// derived (HKDF) from `PARLEY_SECRET`, which is never stored.
@Component
public class Sealer {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String LOCAL = "local-secret-not-for-the-open-internet";

    private final SecretKey sealing;
    private final SecretKey hashing;
    private final SecureRandom random = new SecureRandom();

    /// @throws IllegalStateException when a public address is served with the secret everybody knows
    Sealer(@Value("${parley.secret}") String secret, @Value("${parley.public-url}") String publicUrl) {
        if (publicUrl.startsWith("https:") && (secret.equals(LOCAL) || secret.length() < 16)) {
            throw new IllegalStateException(
                    "PARLEY_SECRET must be set, to 16 characters or more, where PARLEY_PUBLIC_URL is " + publicUrl);
        }
        sealing = derive(secret, "seal", "AES");
        hashing = derive(secret, "hash", "HmacSHA256");
    }

    private static SecretKey derive(String secret, String use, String algorithm) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            algorithm,
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(new SecretKeySpec(secret.getBytes(UTF_8), "Generic"))
                                    .thenExpand(("parley gateway " + use).getBytes(UTF_8), 32));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @param what it belongs to, in words: only the same words open it again
    public byte[] seal(byte[] open, String what) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] closed = cipher(Cipher.ENCRYPT_MODE, nonce, what).doFinal(open);
            return ByteBuffer.allocate(NONCE_BYTES + closed.length)
                    .put(nonce)
                    .put(closed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @throws GeneralSecurityException when it was sealed with another secret, for something else, or changed
    public byte[] open(byte[] sealed, String what) throws GeneralSecurityException {
        if (sealed.length < NONCE_BYTES) {
            throw new GeneralSecurityException("too short to have been sealed");
        }
        return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), what)
                .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    }

    /// A keyed hash: who reads the database cannot try all six-digit codes against it.
    public byte[] hash(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(hashing);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String what) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(what.getBytes(UTF_8));
        return cipher;
    }
}
