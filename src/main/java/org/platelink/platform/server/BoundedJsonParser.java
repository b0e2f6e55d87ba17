package org.platelink.platform.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParserErrorHandler;
import ca.uhn.fhir.parser.JsonParser;
import ca.uhn.fhir.parser.json.BaseJsonLikeArray;
import ca.uhn.fhir.parser.json.BaseJsonLikeObject;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue;
import ca.uhn.fhir.parser.json.JsonLikeStructure;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.platelink.platform.number.NumberBounds;

/** HAPI's JSON parser with a check of every number, between reading the JSON and building the resources. */
final class BoundedJsonParser extends JsonParser {

    private static final String TYPE = "resourceType";

    private final DecimalElements decimals;

    BoundedJsonParser(FhirContext fhir, IParserErrorHandler errors, DecimalElements decimals) {
        super(fhir, errors);
        this.decimals = decimals;
    }

    /**
     * Parses a resource.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) with the place of a number beyond the
     *     bounds
     */
    @Override
    public <T extends IBaseResource> T doParseResource(Class<T> type, JsonLikeStructure structure) {
        new Walk().inside(structure.getRootObject());
        return super.doParseResource(type, structure);
    }

    /** One traversal of a body that keeps track of its current path. */
    private final class Walk {

        private final List<String> names = new ArrayList<>();
        private final List<Integer> places = new ArrayList<>();

        void object(BaseJsonLikeObject object) {
            for (Iterator<String> fields = object.keyIterator(); fields.hasNext(); ) {
                String field = fields.next();
                names.add(field);
                places.add(-1);
                value(object.get(field), object);
                names.remove(names.size() - 1);
                places.remove(places.size() - 1);
            }
        }

        private void value(BaseJsonLikeValue value, BaseJsonLikeObject holder) {
            if (value == null) {
                return;
            }
            if (value.isObject()) {
                inside(value.getAsObject());
            } else if (value.isArray()) {
                BaseJsonLikeArray array = value.getAsArray();
                for (int i = 0; i < array.size(); i++) {
                    places.set(places.size() - 1, i);
                    value(array.get(i), holder);
                }
            } else if (value.getValue() instanceof Number number) {
                NumberBounds.objection(number).ifPresent(this::refuse);
            } else if (value.isString()) {
                text(value.getAsString());
            }
        }

        /** An object with a resourceType starts a new path with its type. */
        private void inside(BaseJsonLikeObject object) {
            BaseJsonLikeValue type = object.get(TYPE);
            boolean isResource = type != null && type.isString();
            if (isResource) {
                names.add(String.valueOf(type.getAsString()));
                places.add(-1);
            }
            object(object);
            if (isResource) {
                names.remove(names.size() - 1);
                places.remove(places.size() - 1);
            }
        }

        private void text(String text) {
            if (NumberBounds.objection(text).isPresent()) {
                decimals.objection(path(), text).ifPresent(this::refuse);
            }
        }

        private List<String> path() {
            int from = names.size() - 1;
            while (from > 0 && !DecimalElements.isResource(names.get(from))) {
                from--;
            }
            return names.subList(from, names.size());
        }

        private void refuse(String sentence) {
            StringBuilder place = new StringBuilder();
            for (int i = 0; i < names.size(); i++) {
                boolean isType = i > 0 && DecimalElements.isResource(names.get(i));
                if (!isType) {
                    place.append(i == 0 ? "" : ".").append(names.get(i));
                    if (places.get(i) >= 0) {
                        place.append('[').append(places.get(i)).append(']');
                    }
                }
            }
            throw FhirErrors.invalid(place.toString(), sentence);
        }
    }
}
