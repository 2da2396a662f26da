package io.parley.channel.account;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Seals access tokens: AES-256-GCM by Tink, bound to shop and channel, so that a row copied to another channel does
/// not
/// open. Each sealed token begins with its key's id; a key is replaced by putting the new one in front of the list
/// and
/// taking the old one away once [ResealTokens] has said that nothing is sealed by it any more.
@Component
public class TokenVault {
    private static final Logger LOG = LoggerFactory.getLogger(TokenVault.class);
    private static final int KEY_BYTES = 32;
    private static final String LOCAL_KEY = "cGFybGV5LWxvY2FsLWtleS1ub3QtZm9yLXByb2QhISE=";

    private static final int PREFIX_BYTES = 5;

    private final Aead aead;
    private final int currentKeyId;

    /// @param keys Base64 of 32 bytes each, separated by commas; the first seals, all open
    /// @throws IllegalArgumentException when a key is none
    TokenVault(@Value("${parley.channel.token-key}") String keys) {
        if (keys.contains(LOCAL_KEY)) {
            LOG.warn("access tokens are sealed with the public local key; set PARLEY_TOKEN_KEY anywhere but at home");
        }
        try {
            AeadConfig.register();
            KeysetHandle.Builder keyset = KeysetHandle.newBuilder();
            List<String> given =
                    Arrays.stream(keys.split(",")).map(String::strip).toList();
            for (int i = 0; i < given.size(); i++) {
                KeysetHandle.Builder.Entry entry = entry(given.get(i));
                keyset.addEntry(i == 0 ? entry.makePrimary() : entry);
            }
            KeysetHandle handle = keyset.build();
            aead = handle.getPrimitive(RegistryConfiguration.get(), Aead.class);
            currentKeyId = handle.getPrimary().getId();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("PARLEY_TOKEN_KEY cannot be used: " + e.getMessage(), e);
        }
    }

    @AccessesPartialKey
    private static KeysetHandle.Builder.Entry entry(String key) throws GeneralSecurityException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(key);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("PARLEY_TOKEN_KEY is not Base64", e);
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("PARLEY_TOKEN_KEY must be Base64 of " + KEY_BYTES
                    + " random bytes (openssl rand -base64 32), not of " + bytes.length);
        }
        int id = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes))
                .getInt();
        AesGcmKey aes = AesGcmKey.builder()
                .setParameters(AesGcmParameters.builder()
                        .setKeySizeBytes(KEY_BYTES)
                        .setIvSizeBytes(12)
                        .setTagSizeBytes(16)
                        .setVariant(AesGcmParameters.Variant.TINK)
                        .build())
                .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
                .setIdRequirement(id)
                .build();
        return KeysetHandle.importKey(aes).withFixedId(id);
    }

    public byte[] seal(UUID shopId, UUID channelId, String token) {
        try {
            return aead.encrypt(token.getBytes(StandardCharsets.UTF_8), bound(shopId, channelId));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @throws IllegalStateException when it was sealed by a key that is gone, or for another channel
    public String open(UUID shopId, UUID channelId, byte[] sealed) {
        try {
            return new String(aead.decrypt(sealed, bound(shopId, channelId)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the access token of channel " + channelId + " does not open", e);
        }
    }

    /// The token, or nothing when it does not open: whoever calls the platform with it learns that it is no good.
    public String openOrNothing(UUID shopId, UUID channelId, byte[] sealed) {
        try {
            return open(shopId, channelId, sealed);
        } catch (IllegalStateException e) {
            LOG.error("{}", e.getMessage());
            return "";
        }
    }

    /// How everything that the key in front seals begins: Tink's mark, and the key's id.
    byte[] prefix() {
        return ByteBuffer.allocate(PREFIX_BYTES)
                .put((byte) 1)
                .putInt(currentKeyId)
                .array();
    }

    private static byte[] bound(UUID shopId, UUID channelId) {
        return (shopId + "/" + channelId).getBytes(StandardCharsets.UTF_8);
    }
}
