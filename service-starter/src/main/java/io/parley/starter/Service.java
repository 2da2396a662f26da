package io.parley.starter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// Starts a service, alone in its JVM or beside others: nothing is left in system properties or other statics.
public final class Service {
    private Service() {}

    /// Starts the service as the program's main.
    ///
    /// @param name configuration file (`order.yml`), migrations (`db/order`) and application name
    public static void run(String name, Class<?> application, String... args) {
        application(name, application, Map.of()).run(args);
    }

    /// Starts the service inside a program that runs several and closes them itself.
    ///
    /// @param properties stronger than environment and configuration files
    public static ConfigurableApplicationContext start(
            String name, Class<?> application, Map<String, Object> properties) {
        SpringApplication spring = application(name, application, properties);
        spring.setRegisterShutdownHook(false);
        return spring.run();
    }

    private static SpringApplication application(String name, Class<?> main, Map<String, Object> properties) {
        SpringApplication spring = new SpringApplication(main);
        spring.setMainApplicationClass(main);
        spring.setBannerMode(Banner.Mode.OFF);
        spring.setLogStartupInfo(false);
        spring.setDefaultProperties(defaults(name));
        if (!properties.isEmpty()) {
            spring.addInitializers(context -> context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("given", Map.copyOf(properties))));
        }
        return spring;
    }

    private static Map<String, Object> defaults(String name) {
        Properties file = new Properties();
        try (InputStream in = Service.class.getResourceAsStream("/service-defaults.properties")) {
            file.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Object> defaults = new HashMap<>();
        file.forEach((key, value) -> defaults.put((String) key, value));
        defaults.put("spring.config.name", name);
        defaults.put("spring.application.name", name);
        defaults.put("parley.service", name);
        return defaults;
    }
}
