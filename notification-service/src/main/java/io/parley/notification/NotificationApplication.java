package io.parley.notification;

import io.parley.starter.Service;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class NotificationApplication {
    static void main(String[] args) {
        Service.run("notification", NotificationApplication.class, args);
    }
}
