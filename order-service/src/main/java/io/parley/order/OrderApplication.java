package io.parley.order;

import io.parley.starter.Service;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class OrderApplication {
    static void main(String[] args) {
        Service.run("order", OrderApplication.class, args);
    }
}
