package io.parley.sandbox;

import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;

/// What can be switched while the sandbox runs.
public final class Settings {
    private volatile URI webhookUrl;
    private volatile boolean deliveries = true;
    private volatile boolean reads = true;
    private volatile boolean echoes;
    private volatile boolean retries = true;
    private volatile int dropPercent;
    private final AtomicLong happened = new AtomicLong();

    Settings(URI webhookUrl) {
        this.webhookUrl = webhookUrl;
    }

    public URI webhookUrl() {
        return webhookUrl;
    }

    void webhooksTo(URI url) {
        webhookUrl = url;
    }

    /// Whether Messenger tells the shop that a message was delivered.
    public boolean deliveries() {
        return deliveries;
    }

    void deliveries(boolean on) {
        deliveries = on;
    }

    /// Whether the shop is told that a message was read while the phone is open on its chat.
    public boolean reads() {
        return reads;
    }

    void reads(boolean on) {
        reads = on;
    }

    /// Whether the shop gets its own messages back as echoes.
    public boolean echoes() {
        return echoes;
    }

    void echoes(boolean on) {
        echoes = on;
    }

    /// Whether a webhook the shop did not answer with 200 is posted again.
    public boolean retries() {
        return retries;
    }

    void retries(boolean on) {
        retries = on;
    }

    /// How many of a hundred webhooks are lost on purpose, evenly spread; 0 to 100.
    public int dropPercent() {
        return dropPercent;
    }

    void dropPercent(int percent) {
        dropPercent = percent;
    }

    /// Whether the webhook of what happens now is lost. Asked once for each.
    public boolean drops() {
        var percent = dropPercent;
        if (percent == 0) return false;
        var number = happened.incrementAndGet();
        return number * percent / 100 != (number - 1) * percent / 100;
    }
}
