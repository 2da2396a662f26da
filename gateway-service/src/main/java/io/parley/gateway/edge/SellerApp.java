package io.parley.gateway.edge;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/// Serves the seller's app: its files as they are, and its one page for every path that the app itself makes sense of.
@Configuration
class SellerApp implements WebMvcConfigurer {
    private static final String FILES = "classpath:/static-gateway/";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        // their names change with their content
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(FILES + "assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        registry.addResourceHandler("/**")
                .addResourceLocations(FILES)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(true)
                .addResolver(new OnePage());
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/").setViewName("forward:/index.html");
    }

    private static final class OnePage extends PathResourceResolver {
        private static final List<String> NOT_THE_APPS = List.of("api/", "webhooks/", "actuator/", "v3/", "assets/");

        @Override
        protected @Nullable Resource getResource(String path, Resource location) throws IOException {
            Resource file = path.isEmpty() ? null : super.getResource(path, location);
            if (file != null) {
                return file;
            }
            return isTheApps(path) ? super.getResource("index.html", location) : null;
        }

        /// Paths of the app name no file, and are none of the API's.
        private static boolean isTheApps(String path) {
            String last = path.substring(path.lastIndexOf('/') + 1);
            return !last.contains(".") && NOT_THE_APPS.stream().noneMatch((path + "/")::startsWith);
        }
    }
}
