package io.parley.local;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import javax.management.NotificationEmitter;

/// A program that leaves something in its old generation and then does nothing; ends once that was collected.
public final class LeavesGarbage {
    private static final int BIGGER_THAN_YOUNG = 6 << 20;

    private LeavesGarbage() {}

    public static void main(String[] args) throws InterruptedException {
        CountDownLatch collected = new CountDownLatch(1);
        ManagementFactory.getGarbageCollectorMXBeans()
                .forEach(collector -> ((NotificationEmitter) collector)
                        .addNotificationListener((_, _) -> collected.countDown(), LeavesGarbage::asked, null));
        QuietCollection.begin();
        for (int i = 0; i < 4; i++) {
            System.out.println(new byte[BIGGER_THAN_YOUNG].length);
        }
        collected.await();
    }

    private static boolean asked(javax.management.Notification notification) {
        return GarbageCollectionNotificationInfo.from(
                        (javax.management.openmbean.CompositeData) notification.getUserData())
                .getGcCause()
                .equals("System.gc()");
    }
}
