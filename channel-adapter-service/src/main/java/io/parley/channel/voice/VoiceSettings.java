package io.parley.channel.voice;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param publicUrl the front door as the voice platform calls it
/// @param patience how long a caller waits in silence, at most 8 s: phones have no dots that type
/// @param controlHosts where a running call may be spoken into, with all hosts that end in them
@ConfigurationProperties("parley.channel.voice")
record VoiceSettings(URI publicUrl, Duration patience, Set<String> controlHosts) {
    static final String WEBHOOK = "/api/webhooks/voice";
    private static final Duration PATIENCE_MAX = Duration.ofSeconds(8);

    VoiceSettings {
        if (patience.isNegative() || patience.isZero() || patience.compareTo(PATIENCE_MAX) > 0) {
            throw new IllegalArgumentException("parley.channel.voice.patience is up to 8s, not " + patience);
        }
        controlHosts = Set.copyOf(controlHosts);
    }

    /// The base of our own "language model": the platform appends `/chat/completions`.
    String modelUrl() {
        String front = publicUrl.toString();
        return (front.endsWith("/") ? front.substring(0, front.length() - 1) : front) + WEBHOOK;
    }

    /// Whether words may be sent there. The address comes with a webhook, and a webhook may not
    /// have us call whomever it likes; only this computer is called without TLS.
    boolean mayControl(URI url) {
        String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        boolean known = controlHosts.stream()
                .filter(it -> !it.isBlank())
                .anyMatch(it -> host.equals(it) || host.endsWith("." + it));
        return known
                && url.getUserInfo() == null
                && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()) && host.equals("localhost"));
    }
}
