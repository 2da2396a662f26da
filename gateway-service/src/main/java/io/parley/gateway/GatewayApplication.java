package io.parley.gateway;

import io.parley.starter.Service;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class GatewayApplication {

    public static void main(String[] args) {
        Service.run("gateway", GatewayApplication.class, args);
    }
}
