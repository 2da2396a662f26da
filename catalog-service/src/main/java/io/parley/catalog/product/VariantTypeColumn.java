package io.parley.catalog.product;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

@Converter
class VariantTypeColumn implements AttributeConverter<VariantType, String> {
    @Override
    public String convertToDatabaseColumn(VariantType type) {
        return type.word();
    }

    @Override
    public VariantType convertToEntityAttribute(String word) {
        return VariantType.of(word);
    }
}
