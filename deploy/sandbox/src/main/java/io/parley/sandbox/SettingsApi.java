package io.parley.sandbox;

import io.parley.sandbox.http.BadInput;
import io.parley.sandbox.http.Json;
import io.parley.sandbox.http.Reply;
import io.parley.sandbox.http.Request;
import io.parley.sandbox.http.Router;
import io.parley.sandbox.http.StandIn;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// `/sandbox/settings`, `/sandbox/accounts` and `/sandbox/health`.
final class SettingsApi implements StandIn {
    private final Settings settings;
    private final Accounts accounts;

    SettingsApi(Settings settings, Accounts accounts) {
        this.settings = settings;
        this.accounts = accounts;
    }

    @Override
    public void mount(Router router) {
        router.on("GET", "/sandbox/health", _ -> Reply.json(Json.object().put("status", "UP")))
                .on("GET", "/sandbox/settings", _ -> Reply.json(view()))
                .on("PATCH", "/sandbox/settings", this::change)
                .on("GET", "/sandbox/accounts", _ -> {
                    var answer = Json.object();
                    answer.putPOJO("items", accounts.all());
                    return Reply.json(answer);
                })
                .on("POST", "/sandbox/accounts", this::addAccount)
                .on("DELETE", "/sandbox/accounts/{id}", request -> {
                    accounts.remove(request.path("id"));
                    return Reply.json(Json.object());
                });
    }

    private ObjectNode view() {
        return Json.object()
                .put("webhookUrl", settings.webhookUrl().toString())
                .put("deliveries", settings.deliveries())
                .put("reads", settings.reads())
                .put("echoes", settings.echoes())
                .put("retries", settings.retries())
                .put("dropPercent", settings.dropPercent());
    }

    private Reply change(Request request) {
        var json = request.json();
        var webhookUrl = Json.text(json, "webhookUrl");
        if (webhookUrl != null) settings.webhooksTo(url(webhookUrl));
        set(json, "deliveries", settings::deliveries);
        set(json, "reads", settings::reads);
        set(json, "echoes", settings::echoes);
        set(json, "retries", settings::retries);
        var percent = Json.number(json, "dropPercent", 0, 100);
        if (percent != null) settings.dropPercent(percent);
        return Reply.json(view());
    }

    private Reply addAccount(Request request) {
        var json = request.json();
        try {
            var account = new Account(
                    platform(Json.text(json, "platform")),
                    Objects.requireNonNullElse(Json.text(json, "id"), ""),
                    Objects.requireNonNullElse(Json.text(json, "username"), ""),
                    Objects.requireNonNullElse(Json.text(json, "name"), ""));
            accounts.add(account);
            return Reply.json(201, account);
        } catch (IllegalArgumentException notAnAccount) {
            throw new BadInput("invalid_input", String.valueOf(notAnAccount.getMessage()));
        }
    }

    private static Platform platform(@Nullable String name) {
        try {
            return Platform.valueOf(Objects.requireNonNullElse(name, "").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new BadInput("invalid_input", "platform is INSTAGRAM, MESSENGER, WHATSAPP, SMS or VOICE.");
        }
    }

    private static void set(ObjectNode json, String field, Consumer<Boolean> setting) {
        var value = Json.flag(json, field);
        if (value != null) setting.accept(value);
    }

    private static URI url(String text) {
        try {
            var url = URI.create(text);
            if (Config.isHttp(url)) return url;
        } catch (IllegalArgumentException notAUrl) {
            // falls through to the refusal
        }
        throw new BadInput("invalid_input", "webhookUrl reads http(s)://host/path.");
    }
}
