package io.parley.channel.voice;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

@Configuration(proxyBeanMethods = false)
class OthersTokens {

    /// A voice platform shows its own secret as a bearer's: it is none of our access tokens, and
    /// is not to be judged as one.
    @Bean
    BearerTokenResolver bearerTokenResolver() {
        DefaultBearerTokenResolver header = new DefaultBearerTokenResolver();
        return request -> request.getRequestURI().startsWith(VoiceSettings.WEBHOOK) ? null : header.resolve(request);
    }
}
