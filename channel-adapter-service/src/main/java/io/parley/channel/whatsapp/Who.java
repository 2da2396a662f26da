package io.parley.channel.whatsapp;

import io.parley.channel.meta.Fields;
import io.parley.channel.platform.MobileNumber;
import io.parley.events.Contact;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A person as one event names them: by the id that WhatsApp made for this business, by phone number, or by both. Since
/// people may hide their number behind a user name, either may be absent.
///
/// @param userId business-scoped, for instance `US.13491208655302741918`
/// @param parentId the same for all of a group of businesses, for instance `US.ENT.11815799212886844830`
/// @param phone digits without a plus
/// @param name as their profile shows it
record Who(
        @Nullable String userId,
        @Nullable String parentId,
        @Nullable String phone,
        @Nullable String name) {
    private static final int DIGITS_MIN = 5;
    private static final int DIGITS_MAX = 20;

    /// @param phoneOrId numbers and ids have been seen in each other's place
    static Who of(@Nullable String userId, @Nullable String phoneOrId, @Nullable String name) {
        @Nullable String phone = phone(phoneOrId);
        @Nullable String id = userId == null && phone == null ? phoneOrId : userId;
        return new Who(id, null, phone, name);
    }

    Who under(@Nullable String parentId) {
        return new Who(userId, parentId, phone, name);
    }

    /// @param number that they have told themselves
    Who at(@Nullable String number) {
        return new Who(userId, parentId, phone == null ? phone(number) : phone, name);
    }

    /// The same person, with what else was said of them.
    Who or(Who other) {
        return new Who(
                userId == null ? other.userId : userId,
                parentId == null ? other.parentId : parentId,
                phone == null ? other.phone : phone,
                name == null ? other.name : name);
    }

    /// A number's digits, its country's first; null when it is none.
    static @Nullable String phone(@Nullable String given) {
        String digits = given == null ? "" : given.replaceAll("[\\s+()-]", "").replaceFirst("^00", "");
        return digits.length() >= DIGITS_MIN
                        && digits.length() <= DIGITS_MAX
                        && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                ? digits
                : null;
    }

    boolean isNobody() {
        return userId == null && parentId == null && phone == null;
    }

    /// What is beside it in `contacts`: the other id, the name.
    Who with(JsonNode contacts) {
        for (JsonNode contact : contacts.isObject() ? List.of(contacts) : contacts) {
            @Nullable String id = Fields.id(contact.path("user_id"));
            @Nullable String parent = Fields.id(contact.path("parent_user_id"));
            @Nullable String number = phone(Fields.id(contact.path("wa_id")));
            boolean same = id != null && id.equals(userId)
                    || parent != null && parent.equals(parentId)
                    || number != null
                            && phone != null
                            && MobileNumber.today(number).equals(MobileNumber.today(phone));
            boolean alone = isNobody() && contacts.size() <= 1;
            if (same || alone) {
                @Nullable String shown = Fields.word(contact.path("profile").path("name"));
                return new Who(
                        userId == null ? id : userId,
                        parentId == null ? parent : parentId,
                        phone == null ? number : phone,
                        shown == null ? username(contact) : shown);
            }
        }
        return this;
    }

    private static @Nullable String username(JsonNode contact) {
        @Nullable String name = Fields.word(contact.path("profile").path("username"));
        return name == null ? null : name.toLowerCase(Locale.ROOT);
    }

    /// All that is known of them, the lasting one first, and a number as it is dialled today last.
    List<String> ids() {
        return Stream.of(userId, parentId, phone, phone == null ? null : MobileNumber.today(phone))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /// The thread's other end, with what else is known of it.
    Contact on(Contact contact) {
        @Nullable String shown = name == null ? contact.personName() : name;
        List<String> others =
                ids().stream().filter(id -> !id.equals(contact.personId())).toList();
        return new Contact(
                contact.conversationKey(),
                contact.channelId(),
                contact.platform(),
                contact.accountId(),
                contact.personId(),
                shown,
                phone == null ? null : "+" + MobileNumber.today(phone),
                others);
    }
}
