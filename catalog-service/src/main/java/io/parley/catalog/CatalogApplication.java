package io.parley.catalog;

import io.parley.starter.Service;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Knows what is for sale, and tells every change with its whole state.
@SpringBootApplication
public class CatalogApplication {

    static void main(String[] args) {
        Service.run("catalog", CatalogApplication.class, args);
    }
}
