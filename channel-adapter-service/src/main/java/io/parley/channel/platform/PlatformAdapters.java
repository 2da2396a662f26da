package io.parley.channel.platform;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/// Every platform this service speaks to, by the ways in which accounts are connected.
@Component
public class PlatformAdapters {
    private final Map<String, PlatformAdapter> byWay = new HashMap<>();
    private final Map<String, ConnectForm> forms = new TreeMap<>();

    PlatformAdapters(List<PlatformAdapter> adapters) {
        for (PlatformAdapter adapter : adapters) {
            for (ConnectForm form : adapter.forms()) {
                if (byWay.put(form.way(), adapter) != null) {
                    throw new IllegalStateException("two adapters are connected by " + form.way());
                }
                forms.put(form.way(), form);
            }
        }
    }

    /// The adapter for accounts connected so; empty for one that is gone.
    public Optional<PlatformAdapter> of(String way) {
        return Optional.ofNullable(byWay.get(way));
    }

    /// The ways in which accounts of the same house are connected.
    public List<String> waysOfHouse(PlatformAdapter adapter) {
        return byWay.entrySet().stream()
                .filter(it -> it.getValue().house().equals(adapter.house()))
                .map(Map.Entry::getKey)
                .toList();
    }

    public Optional<ConnectForm> form(String way) {
        return Optional.ofNullable(forms.get(way));
    }

    /// In the order of their names.
    public Collection<ConnectForm> forms() {
        return Collections.unmodifiableCollection(forms.values());
    }
}
