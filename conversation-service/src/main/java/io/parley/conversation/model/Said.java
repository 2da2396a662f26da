package io.parley.conversation.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Optional;

/// What the model is to fill in; its JSON schema is made of this. There is no field for a price, a total, a discount or
/// an order, nor for a yes: none can be given, and what is given beside the fields is not read.
@JsonIgnoreProperties(ignoreUnknown = true)
record Said(
        @JsonProperty("intents")
        @JsonPropertyDescription("what the shopper wants, of the intents listed in the instruction, in the order said")
        List<String> intents,

        @JsonProperty("items")
        @JsonPropertyDescription("what is named of the catalogue, by its ids only; empty when nothing is")
        List<Item> items,

        @JsonProperty("place") @JsonPropertyDescription("where it is to be sent, in the shopper's own words, or null")
        Optional<String> place,

        @JsonProperty("emotion") @JsonPropertyDescription("positive, neutral or negative")
        String emotion,

        @JsonProperty("language") @JsonPropertyDescription("ISO 639-1 code of the shopper's language")
        String language,

        @JsonProperty("confidence") @JsonPropertyDescription("0 to 1, of the whole")
        double confidence) {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Item(
            @JsonProperty("id") @JsonPropertyDescription("id of a product or of one of its variants")
            String id,

            @JsonProperty("quantity") @JsonPropertyDescription("how many, or null when it was not said")
            Optional<Integer> quantity,

            @JsonProperty("unwanted") @JsonPropertyDescription("named to say that it is not wanted")
            boolean unwanted) {}
}
