package io.parley.loyalty;

import io.parley.starter.Service;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Gives shoppers reasons to come back.
@SpringBootApplication
public class LoyaltyApplication {

    static void main(String[] args) {
        Service.run("loyalty", LoyaltyApplication.class, args);
    }
}
