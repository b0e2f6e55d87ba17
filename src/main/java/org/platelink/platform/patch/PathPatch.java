package org.platelink.platform.patch;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.platform.server.FhirErrors;

/**
 * A FHIRPath Patch. HAPI's own implementation guesses from the form of a path, loses what it cannot place and needs a
 * diagram library. Here the path is evaluated, and each element that it finds is located in the resource.
 */
final class PathPatch implements Patch {

    private final FhirContext fhir;
    private final List<PathOperation> operations;

    PathPatch(FhirContext fhir, List<PathOperation> operations) {
        this.fhir = fhir;
        this.operations = List.copyOf(operations);
    }

    @Override
    public void applyTo(Resource resource) {
        String id = resource.getIdElement().getIdPart();
        operations.forEach(operation -> {
            try {
                apply(operation, resource);
            } catch (BaseServerResponseException refused) {
                throw refused;
            } catch (RuntimeException doesNotFit) {
                throw FhirErrors.broken(
                        operation.place(),
                        "The operation does not fit: its value is not of a type that the element takes.");
            }
        });
        ResourceContentCopy.requireSameId(id, resource);
    }

    private void apply(PathOperation operation, Resource resource) {
        switch (operation.kind()) {
            case ADD -> add(operation, resource);
            case INSERT -> insert(operation, resource);
            case DELETE -> delete(operation, resource);
            case REPLACE -> replace(operation, resource);
            case MOVE -> move(operation, resource);
        }
    }

    private void add(PathOperation operation, Resource resource) {
        ElementList list = list(operation, single(operation, resource, operation.path()), operation.name());
        if (!list.isRepeated() && !list.values().isEmpty()) {
            throw FhirErrors.broken(
                    operation.place(),
                    "There is one already, and there can be no more than one: " + operation.name()
                            + "; use replace to change it.");
        }
        List<IBase> values = new ArrayList<>(list.values());
        values.add(value(operation, list));
        list.become(values);
    }

    private void insert(PathOperation operation, Resource resource) {
        ElementList list = repeated(operation, resource);
        List<IBase> values = new ArrayList<>(list.values());
        requireIndex(operation, operation.index(), values.size(), "index");
        values.add(operation.index(), value(operation, list));
        list.become(values);
    }

    /** Deleting what is not there is no error. */
    private void delete(PathOperation operation, Resource resource) {
        List<IBase> found = evaluate(operation, resource, operation.path());
        if (found.isEmpty()) {
            return;
        }
        requireOne(operation, found);
        ElementPlace place = place(operation, resource, found.get(0));
        List<IBase> values = new ArrayList<>(place.list().values());
        values.remove(place.index());
        place.list().become(values);
    }

    private void replace(PathOperation operation, Resource resource) {
        ElementPlace place = place(operation, resource, single(operation, resource, operation.path()));
        List<IBase> values = new ArrayList<>(place.list().values());
        values.set(place.index(), value(operation, place.list()));
        place.list().become(values);
    }

    private void move(PathOperation operation, Resource resource) {
        ElementList list = repeated(operation, resource);
        List<IBase> values = new ArrayList<>(list.values());
        requireIndex(operation, operation.source(), values.size() - 1, "source");
        requireIndex(operation, operation.destination(), values.size() - 1, "destination");
        values.add(operation.destination(), values.remove(operation.source()));
        list.become(values);
    }

    private IBase value(PathOperation operation, ElementList list) {
        ParametersParameterComponent parameter = operation.value();
        if (parameter == null) {
            throw new IllegalStateException("an operation without its value");
        }
        return new PatchValues(fhir, operation.place()).of(parameter, list);
    }

    /** The list that a path ends at, which may be empty. */
    private ElementList repeated(PathOperation operation, Resource resource) {
        String path = operation.path().strip();
        int dot = path.lastIndexOf('.');
        String name = path.substring(dot + 1);
        if (dot < 0 || !name.matches("[A-Za-z]+")) {
            throw FhirErrors.invalid(
                    operation.place() + ".part.where(name='path')",
                    "The path of an insert or a move ends with the name of a repeated element, such as Observation.note.");
        }
        ElementList list = list(operation, single(operation, resource, path.substring(0, dot)), name);
        if (!list.isRepeated()) {
            throw FhirErrors.broken(operation.place(), "The element " + name + " is not repeated.");
        }
        return list;
    }

    private ElementList list(PathOperation operation, IBase holder, String name) {
        return ElementList.of(fhir, holder, name)
                .orElseThrow(() -> FhirErrors.broken(
                        operation.place(), "There is no element " + PatchValues.shown(name) + " at this place."));
    }

    private ElementPlace place(PathOperation operation, Resource resource, IBase element) {
        return ElementPlace.of(fhir, resource, element)
                .orElseThrow(() -> FhirErrors.invalid(
                        operation.place() + ".part.where(name='path')",
                        "The path must end at an element of the resource, and not at something that is made of one."));
    }

    private IBase single(PathOperation operation, Resource resource, String path) {
        List<IBase> found = evaluate(operation, resource, path);
        requireOne(operation, found);
        return found.get(0);
    }

    private static void requireOne(PathOperation operation, List<IBase> found) {
        if (found.size() != 1) {
            throw FhirErrors.broken(
                    operation.place() + ".part.where(name='path')",
                    "The path must find exactly one element, and finds "
                            + (found.isEmpty() ? "none" : Integer.toString(found.size()))
                            + "; take an index such as note[0], or where(…).");
        }
    }

    private static void requireIndex(PathOperation operation, int index, int last, String part) {
        if (index > last) {
            throw FhirErrors.broken(
                    operation.place() + ".part.where(name='" + part + "')",
                    "There is no place " + index + "; the last one is " + last + ".");
        }
    }

    private List<IBase> evaluate(PathOperation operation, Resource resource, String path) {
        try {
            return fhir.newFhirPath().evaluate(resource, path, IBase.class);
        } catch (RuntimeException | StackOverflowError wrong) {
            throw FhirErrors.invalid(
                    operation.place() + ".part.where(name='path')",
                    "The path is not FHIRPath that can be evaluated on this resource.");
        }
    }
}
