package io.parley.bench;

import io.parley.events.Topic;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What must hold after whatever happened, read from the databases and the topics. Each check returns what is wrong;
/// nothing is the good answer.
public final class Invariants {
    private final Installation parley;

    public Invariants(Installation parley) {
        this.parley = parley;
    }

    /// All of them.
    public List<String> violations() throws SQLException {
        List<String> wrong = new ArrayList<>();
        wrong.addAll(outboxesAreToldInOrder());
        wrong.addAll(ordersAreWhatWasAgreed());
        wrong.addAll(stockAgreesWithItsBooks());
        wrong.addAll(pointsAgreeWithTheirBooks());
        wrong.addAll(everyMessageReachedAnEnd());
        wrong.addAll(oneMailForEachConfirmedOrder());
        return wrong;
    }

    /// Outbox rows are the distinct events in Kafka, and each aggregate's stand there in the order of their commits.
    List<String> outboxesAreToldInOrder() throws SQLException {
        List<String> wrong = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            Set<String> written = new HashSet<>(strings(
                    Installation.databaseOf(topic.owner()),
                    "select id::text from outbox where topic = '" + topic.suffix() + "'"));
            Map<String, LinkedHashSet<String>> told = new HashMap<>();
            Set<String> all = new HashSet<>();
            for (ConsumerRecord<String, byte[]> record : Log.read(parley, topic)) {
                String id = Log.header(record, "ce_id");
                told.computeIfAbsent(record.key(), key -> new LinkedHashSet<>()).add(id);
                all.add(id);
            }
            if (!all.equals(written)) {
                Set<String> missing = new HashSet<>(written);
                missing.removeAll(all);
                Set<String> strange = new HashSet<>(all);
                strange.removeAll(written);
                wrong.add(topic + ": " + missing.size() + " events never told, " + strange.size()
                        + " told that were never written");
            }
        }
        wrong.addAll(versionsNeverFall(Topic.ORDER, "/order/version"));
        wrong.addAll(versionsNeverFall(Topic.STOCK, "/version"));
        return wrong;
    }

    /// First tellings only: a redelivery may stand anywhere later.
    private List<String> versionsNeverFall(Topic topic, String path) {
        List<String> wrong = new ArrayList<>();
        Map<String, Long> versions = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (ConsumerRecord<String, byte[]> record : Log.read(parley, topic)) {
            var version = Calls.JSON.readTree(record.value()).at(path);
            if (version.isNumber() && seen.add(Log.header(record, "ce_id"))) {
                Long before = versions.put(record.key(), version.asLong());
                if (before != null && before > version.asLong()) {
                    wrong.add(topic + " " + record.key() + ": version " + version + " after " + before);
                }
            }
        }
        return wrong;
    }

    /// One order for each captured draft and each checkout.
    List<String> ordersAreWhatWasAgreed() throws SQLException {
        Set<String> agreed = new HashSet<>();
        Log.read(parley, Topic.ORDER_CAPTURE).forEach(record -> agreed.add(record.key()));
        Log.read(parley, Topic.CART).stream()
                .filter(record -> Log.header(record, "ce_type").equals("parley.cart.checked-out.v1"))
                .forEach(record -> agreed.add(
                        Calls.JSON.readTree(record.value()).get("orderId").asString()));
        List<String> wrong = new ArrayList<>();
        Set<String> orders = new HashSet<>(strings("orders", "select id::text from orders"));
        if (!orders.equals(agreed)) {
            wrong.add(agreed.size() + " orders were agreed, " + orders.size() + " exist");
        }
        strings("orders", """
                select number from orders
                where total <> subtotal - discount + shipping + tax
                   or subtotal <> (select sum((l->>'quantity')::bigint * (l->'unitPrice'->>'minor')::bigint)
                                   from jsonb_array_elements(lines) l)""").forEach(number -> wrong.add(number + ": its total is not the sum of its lines"));
        strings("orders", "select number from orders where status = 'CAPTURED'")
                .forEach(number -> wrong.add(number + " still waits for its stock"));
        return wrong;
    }

    List<String> stockAgreesWithItsBooks() throws SQLException {
        List<String> wrong = new ArrayList<>(strings(
                "inventory", "select 'stock of ' || variant_id || ' disagrees with its books' from stock_discrepancy"));
        wrong.addAll(strings(
                "inventory",
                "select sku || ' is oversold' from stock where policy = 'DENY' and (available < 0 or reserved < 0)"));
        Set<String> confirmed = new HashSet<>(strings(
                "orders", "select id::text from orders where status in ('CONFIRMED', 'IN_PROGRESS', 'COMPLETED')"));
        Set<String> held = new HashSet<>(
                strings("inventory", "select reference::text from reservation where state in ('ACTIVE', 'COMMITTED')"));
        Set<String> unheld = new HashSet<>(confirmed);
        unheld.removeAll(held);
        if (!unheld.isEmpty()) {
            wrong.add(unheld.size() + " confirmed orders hold no stock");
        }
        return wrong;
    }

    List<String> pointsAgreeWithTheirBooks() throws SQLException {
        return strings("loyalty", """
                select 'account ' || id || ' does not agree with its ledger' from account a
                where points <> coalesce((select sum(points) from points_entry e where e.account_id = a.id), 0)""");
    }

    /// Every stored message of a shopper was answered, handed over, or put aside with a reason.
    List<String> everyMessageReachedAnEnd() throws SQLException {
        List<String> wrong = new ArrayList<>(strings(
                "channel",
                "select 'a reply to ' || person_id || ' is still ' || status from outbound_message"
                        + " where status in ('QUEUED', 'SENDING')"));
        Set<String> received = new HashSet<>();
        Log.read(parley, Topic.INBOUND).stream()
                .filter(record -> Log.header(record, "ce_type").equals("parley.inbound.message-received.v1"))
                .forEach(record -> received.add(
                        Calls.JSON.readTree(record.value()).get("messageId").asString()));
        Set<String> known = new HashSet<>(strings(
                "conversation", "select platform_message_id from message where platform_message_id is not null"));
        received.removeAll(known);
        if (!received.isEmpty()) {
            wrong.add(received.size() + " messages never reached a conversation");
        }
        return wrong;
    }

    List<String> oneMailForEachConfirmedOrder() throws SQLException {
        Set<String> confirmed = new HashSet<>();
        Log.read(parley, Topic.ORDER).stream()
                .filter(record -> Log.header(record, "ce_type").equals("parley.order.confirmed.v1"))
                .forEach(record -> confirmed.add(record.key()));
        List<String> told = strings("notification", "select subject from notification where kind = 'order_captured'");
        List<String> wrong = new ArrayList<>();
        if (told.size() != new HashSet<>(told).size()) {
            wrong.add("an order was told of twice");
        }
        if (!confirmed.equals(new HashSet<>(told))) {
            wrong.add(confirmed.size() + " orders were confirmed, " + told.size() + " told of");
        }
        return wrong;
    }

    /// The content of every business table: a replay must leave it as it was.
    public Map<String, String> checksums() throws SQLException {
        Map<String, String> sums = new TreeMap<>();
        for (String database : Installation.DATABASES.values()) {
            for (String table : strings(database, """
                    select table_name from information_schema.tables
                    where table_schema = 'public' and table_type = 'BASE TABLE'
                      and table_name not in ('inbox', 'flyway_schema_history')""")) {
                String sum = strings(
                                database,
                                "select count(*) || ' rows, ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '-') from "
                                        + table + " t")
                        .getFirst();
                sums.put(database + "." + table, sum);
            }
        }
        return sums;
    }

    List<String> strings(String database, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = parley.database(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
