package io.parley.starter.web;

import com.fasterxml.jackson.annotation.Nulls;
import java.time.Clock;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// Tokens checked, access as each handler says, problems, limits.
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration",
            "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration"
        })
public class WebAutoConfiguration {
    static final String ISSUER = "parley";
    static final String AUDIENCE = "parley";

    @Bean
    Problems problems(JsonMapper json) {
        return new Problems(json);
    }

    @Bean
    JsonMapperBuilderCustomizer storableText() {
        return builder ->
                builder.addModule(new SimpleModule("storable-text").addDeserializer(String.class, new StorableText()));
    }

    @Bean
    Idempotency idempotency(JdbcTemplate jdbc, PlatformTransactionManager transactions, JsonMapper json) {
        return new Idempotency(jdbc, new TransactionTemplate(transactions), json);
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(@Value("${parley.web.max-body}") DataSize max, Problems problems) {
        FilterRegistrationBean<BodyLimit> limit = new FilterRegistrationBean<>(new BodyLimit(max.toBytes(), problems));
        limit.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return limit;
    }

    @Bean
    @ConditionalOnProperty("parley.web.urgent")
    FilterRegistrationBean<UrgentRequests> urgentRequests(@Value("${parley.web.urgent}") String paths) {
        FilterRegistrationBean<UrgentRequests> urgent = new FilterRegistrationBean<>(new UrgentRequests(paths));
        urgent.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return urgent;
    }

    /// Requests have threads of their own, which the kernel lets in fairly beside whatever else is
    /// done. Virtual ones, like those that handle what is heard, wait for all work begun before
    /// them: with a second's worth of it in line, a webhook was accepted a second late.
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> threadsForRequests() {
        return tomcat -> tomcat.addProtocolHandlerCustomizers(protocol -> protocol.setExecutor(null));
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> problemsOfTheServer() {
        return tomcat -> tomcat.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemReport.class.getName());
            }
        });
    }

    /// RS256 by the gateway's keys, our issuer, our audience, not expired: nothing else is a token.
    @Bean
    @ConditionalOnMissingBean
    JwtDecoder jwtDecoder(@Value("${parley.jwks-url}") String jwks) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(jwks)
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .build();
        OAuth2TokenValidator<Jwt> audience = new JwtClaimValidator<java.util.Collection<String>>(
                "aud", audiences -> audiences != null && audiences.contains(AUDIENCE));
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(JwtValidators.createDefaultWithIssuer(ISSUER), audience));
        return decoder;
    }

    @Bean
    @ConditionalOnMissingBean
    HttpFirewall firewall() {
        return PlainText.firewall();
    }

    @Bean
    @ConditionalOnMissingBean
    BearerTokenResolver bearerTokenResolver() {
        return new BearerToken();
    }

    @Bean
    ServiceToken serviceToken(
            @Value("${parley.service}") String service, @Value("${parley.secret}") String secret, Clock clock) {
        return new ServiceToken(service, secret, clock);
    }

    @Bean
    SecurityFilterChain security(
            HttpSecurity http,
            JwtDecoder decoder,
            Clock clock,
            Problems problems,
            ServiceToken tokens,
            @Value("${parley.service}") String service) {
        RememberedTokens remembered = new RememberedTokens(decoder, clock);
        AuthenticationEntryPoint unauthenticated = (request, response, failure) -> {
            response.setHeader("WWW-Authenticate", "Bearer");
            problems.write(
                    response,
                    Refusal.unauthenticated(
                            "token_invalid", "The access token is wrong or has expired; log in again."));
        };
        return http.csrf(AbstractHttpConfigurer::disable)
                .cors(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // who may call what is said on each handler and checked by Access
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .oauth2ResourceServer(
                        server -> server.jwt(jwt -> jwt.decoder(remembered)).authenticationEntryPoint(unauthenticated))
                .addFilterAfter(new RequestScope(service, tokens), AuthorizationFilter.class)
                .build();
    }

    /// The request is timed as a whole; nobody reads the times of a dozen security filters.
    @Bean
    SecurityObservationSettings noTimingOfSecurityFilters() {
        return SecurityObservationSettings.noObservations();
    }

    /// No list in a request holds nothing: `[null]` is refused, whatever the field. Events and what is stored are read
    /// as they are.
    @Bean
    WebMvcConfigurer nothingMissingInLists(JsonMapper json) {
        JsonMapper strict = json.rebuild()
                .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
                .build();
        return new WebMvcConfigurer() {
            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
                converters.withJsonConverter(new JacksonJsonHttpMessageConverter(strict));
            }
        };
    }

    @Bean
    WebMvcConfigurer access() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new Access());
            }
        };
    }

    @Bean
    SmartInitializingSingleton everyHandlerSaysWhoMayCall(
            org.springframework.beans.factory.ObjectProvider<RequestMappingHandlerMapping> mappings) {
        return () -> mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().values().stream())
                .filter(method -> Access.isOurs(method) && !Access.saysWhoMayCall(method))
                .findFirst()
                .ifPresent(method -> {
                    throw new IllegalStateException(
                            method + " must say who may call it: @Allowed, @Authenticated, @FromService or @Public");
                });
    }
}
