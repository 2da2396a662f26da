package io.parley.sandbox;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// How a sandbox is set up.
///
/// @param host       the address to listen on; loopback unless told otherwise
/// @param port       of the Graph API and the pages; 0 takes a free one
/// @param smtpPort   of the mail server; 0 takes a free one
/// @param webhookUrl where the shop takes Meta's webhooks
/// @param appSecret  signs the webhooks
/// @param ledgerSize how many sent messages are remembered
public record Config(
        String host, int port, int smtpPort, URI webhookUrl, String appSecret, List<Account> accounts, int ledgerSize) {
    private static final int LEDGER_MAX = 200_000;
    /// As measured: the call's JSON, its ids, and their places in the ledger.
    private static final int LEDGER_BYTES_EACH = 2_500;

    public Config {
        if (port < 0 || port > 65_535) throw new IllegalArgumentException("port is 0 to 65535, not " + port);
        if (smtpPort < 0 || smtpPort > 65_535)
            throw new IllegalArgumentException("SMTP port is 0 to 65535, not " + smtpPort);
        if (!isHttp(webhookUrl))
            throw new IllegalArgumentException("the webhook URL must be http(s)://host/…, not '" + webhookUrl + "'");
        if (appSecret.isEmpty()) throw new IllegalArgumentException("the app secret is empty");
        if (ledgerSize < 1) throw new IllegalArgumentException("the ledger holds at least one message");
        accounts = List.copyOf(accounts);
    }

    /// Free ports, the demo shop's accounts, the local secret: what a test wants.
    public static Config forTests(URI webhookUrl) {
        return new Config("localhost", 0, 0, webhookUrl, "local-app-secret", Account.demo(), 20_000);
    }

    /// @throws IllegalArgumentException naming the variable that cannot be used
    public static Config of(Map<String, String> env) {
        return new Config(
                read(env, "PARLEY_SANDBOX_HOST", "localhost", host -> host),
                read(env, "PARLEY_SANDBOX_PORT", "8090", Integer::parseInt),
                read(env, "PARLEY_SANDBOX_SMTP_PORT", "8091", Integer::parseInt),
                read(env, "PARLEY_WEBHOOK_URL", "http://localhost:8080/api/webhooks/meta", URI::create),
                read(env, "META_APP_SECRET", "local-app-secret", secret -> secret),
                read(env, "PARLEY_SANDBOX_ACCOUNTS", "", list -> list.isBlank() ? Account.demo() : Account.parse(list)),
                read(env, "PARLEY_SANDBOX_LEDGER", String.valueOf(ledgerForThisHeap()), Integer::parseInt));
    }

    public Config withWebhookUrl(URI url) {
        return new Config(host, port, smtpPort, url, appSecret, accounts, ledgerSize);
    }

    public Config withAccounts(List<Account> others) {
        return new Config(host, port, smtpPort, webhookUrl, appSecret, others, ledgerSize);
    }

    public static boolean isHttp(URI url) {
        return ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null;
    }

    private static int ledgerForThisHeap() {
        return (int) Math.min(LEDGER_MAX, Runtime.getRuntime().maxMemory() / 2 / LEDGER_BYTES_EACH);
    }

    private static <T> T read(Map<String, String> env, String name, String fallback, Function<String, T> parse) {
        var value = env.getOrDefault(name, "").isBlank() ? fallback : env.getOrDefault(name, fallback);
        try {
            return parse.apply(value.strip());
        } catch (IllegalArgumentException notUsable) {
            throw new IllegalArgumentException(name + "=" + value + " cannot be used: " + notUsable.getMessage());
        }
    }
}
