package io.parley.inventory;

import io.parley.starter.Service;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/// Never promises what is not there.
@SpringBootApplication
@EnableScheduling
public class InventoryApplication {

    static void main(String[] args) {
        Service.run("inventory", InventoryApplication.class, args);
    }
}
