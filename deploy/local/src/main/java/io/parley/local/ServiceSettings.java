package io.parley.local;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// What a service is told about the world around it: variables of its process, or properties of
/// its context.
final class ServiceSettings {

    /// What this machine uses where the person said nothing: the sandbox instead of the real
    /// platforms.
    static Map<String, String> shared(PortPlan ports, Map<String, String> environment) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("META_APP_SECRET", "local-app-secret");
        settings.put("META_VERIFY_TOKEN", "local-verify-token");
        settings.put("META_GRAPH_URL", ports.url(ports.sandbox()));
        settings.put("TWILIO_API_URL", ports.url(ports.sandbox()));
        settings.put("TELEGRAM_API_URL", ports.url(ports.sandbox()));
        settings.put("META_DIALOG_URL", ports.url(ports.sandbox()));
        settings.put("PARLEY_SMTP_HOST", "localhost");
        settings.put("PARLEY_SMTP_PORT", Integer.toString(ports.smtp()));
        settings.put("PARLEY_PUBLIC_URL", ports.frontDoor());
        if (!environment.containsKey("PARLEY_MODEL_KEY")) {
            // who has a key of their own asks the model it is for
            settings.put("PARLEY_MODEL_URL", ports.url(ports.sandbox()) + "/v1");
            settings.put("PARLEY_MODEL_KEY", "local");
            settings.put("PARLEY_MODEL", "parley-local");
        }
        settings.replaceAll((name, local) -> environment.getOrDefault(name, local));
        return settings;
    }

    /// Everything one service needs.
    static Map<String, String> of(ServicePart service, PortPlan ports, Map<String, String> environment) {
        Map<String, String> settings = shared(ports, environment);
        settings.put("PARLEY_SERVICE_PORT", Integer.toString(ports.of(service)));
        settings.put("PARLEY_DB_URL", "jdbc:postgresql://localhost:" + ports.postgres() + "/" + service.database());
        // as PostgresServer.createDatabase makes them
        settings.put("PARLEY_DB_USER", service.database());
        settings.put("PARLEY_DB_PASSWORD", service.database());
        settings.put("PARLEY_KAFKA", "localhost:" + ports.kafka());
        settings.put("PARLEY_JWKS_URL", ports.frontDoor() + "/.well-known/jwks.json");
        for (ServicePart other : ServicePart.values()) {
            if (other != ServicePart.GATEWAY) {
                settings.put(other.addressVariable(), ports.url(ports.of(other)));
            }
        }
        return settings;
    }

    static Map<String, String> sandbox(PortPlan ports, Map<String, String> environment) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("PARLEY_SANDBOX_PORT", Integer.toString(ports.sandbox()));
        settings.put("PARLEY_SANDBOX_SMTP_PORT", Integer.toString(ports.smtp()));
        settings.put("PARLEY_WEBHOOK_URL", ports.frontDoor() + "/api/webhooks/meta");
        settings.put("META_APP_SECRET", environment.getOrDefault("META_APP_SECRET", "local-app-secret"));
        return settings;
    }

    /// Variables of the launcher that no service may inherit: they are one service's own.
    static final Set<String> OWN = Set.of(
            "PARLEY_SERVICE_PORT",
            "PARLEY_DB_URL",
            "PARLEY_DB_USER",
            "PARLEY_DB_PASSWORD",
            "PARLEY_KAFKA",
            "PARLEY_JWKS_URL",
            "JAVA_TOOL_OPTIONS",
            "JDK_JAVA_OPTIONS");

    private ServiceSettings() {}
}
