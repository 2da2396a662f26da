package io.parley.cart;

import io.parley.starter.Service;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class CartApplication {
    static void main(String[] args) {
        Service.run("cart", CartApplication.class, args);
    }
}
