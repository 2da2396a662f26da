package io.parley.sandbox.faults;

import io.parley.sandbox.http.BadInput;
import io.parley.sandbox.http.Json;
import io.parley.sandbox.http.Reply;
import io.parley.sandbox.http.Router;
import io.parley.sandbox.http.StandIn;

/// `/sandbox/faults`: order an error, see what is ordered, call it off.
public final class FaultsApi implements StandIn {
    private final Faults faults;

    public FaultsApi(Faults faults) {
        this.faults = faults;
    }

    @Override
    public void mount(Router router) {
        router.on("GET", "/sandbox/faults", _ -> {
                    var answer = Json.object();
                    answer.putPOJO(
                            "items", faults.all().stream().map(Fault::view).toList());
                    return Reply.json(answer);
                })
                .on(
                        "POST",
                        "/sandbox/faults",
                        request -> Reply.json(201, faults.add(request.json()).view()))
                .on("DELETE", "/sandbox/faults", _ -> {
                    faults.clear();
                    return Reply.none();
                })
                .on("DELETE", "/sandbox/faults/{id}", request -> {
                    if (!faults.remove(request.path("id")))
                        throw BadInput.notFound("There is no such fault; it may be used up.");
                    return Reply.none();
                });
    }
}
