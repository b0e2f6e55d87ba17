package org.platelink.study.study;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.ResourceFile;
import org.platelink.platform.server.StartUpRefused;
import org.platelink.platform.validation.GuideCheck;
import org.platelink.study.study.LoadedFiles.FileLoad;

/** Loads the guide's search parameters and the study's files into the server, but only those that changed. */
class StudyLoader {

    private final StudyProperties properties;
    private final FhirContext fhir;
    private final IFhirSystemDao<Bundle, Meta> store;
    private final DaoRegistry resources;
    private final ISearchParamRegistry searchParameters;
    private final LoadedFiles loaded;
    private final GuideCheck guide;

    StudyLoader(
            StudyProperties properties,
            FhirContext fhir,
            IFhirSystemDao<Bundle, Meta> store,
            DaoRegistry resources,
            ISearchParamRegistry searchParameters,
            LoadedFiles loaded,
            GuideCheck guide) {
        this.properties = properties;
        this.fhir = fhir;
        this.store = store;
        this.resources = resources;
        this.searchParameters = searchParameters;
        this.loaded = loaded;
        this.guide = guide;
    }

    /**
     * Loads the files that are new or have changed.
     *
     * @return the number of files, the number loaded, and the changed files that were not loaded
     * @throws StartUpRefused if a file is not a resource, or does not conform to the guide; with all faults of
     *     all files
     */
    LoadResult load() {
        // Search parameters first: resources stored before them would not be indexed by them.
        List<ResourceFile> parameters = ResourceFile.in(properties.guide() + "SearchParameter-*.json");
        List<SkippedFile> kept = new ArrayList<>();
        StudyFaults faults = new StudyFaults();
        if (store(parameters, kept, faults, properties.guide()) > 0) {
            searchParameters.forceRefresh();
        }
        List<ResourceFile> study = new ArrayList<>();
        properties.folder().forEach(folder -> study.addAll(files(folder, faults)));
        study.addAll(ViewFiles.in(properties.analytics()));
        int changed = store(study, kept, faults, String.join(", ", properties.folder()));
        return new LoadResult(study.size(), changed, kept);
    }

    private static List<ResourceFile> files(String folder, StudyFaults faults) {
        RuleFiles rules = RuleFiles.in(folder);
        List<ResourceFile> files = ResourceFile.in(folder + "*.json");
        if (files.isEmpty()) {
            throw new StartUpRefused("there is no study in " + folder + ".");
        }
        return files.stream().map(file -> complete(file, rules, faults)).toList();
    }

    private static ResourceFile complete(ResourceFile file, RuleFiles rules, StudyFaults faults) {
        try {
            return rules.complete(file);
        } catch (StartUpRefused incomplete) {
            faults.add(file.name(), String.valueOf(incomplete.getMessage()));
            return file;
        }
    }

    private int store(List<ResourceFile> files, List<SkippedFile> kept, StudyFaults faults, String folder) {
        Map<String, ParsedFile> parsed = parse(files, faults);
        FileReferences references = new FileReferences(fhir, resources);
        List<Change> changes = new ArrayList<>();
        parsed.forEach((address, file) -> {
            FileLoad last = loaded.last(file.file(), address).orElse(null);
            if (last == null || !last.fingerprint().equals(file.file().fingerprint())) {
                decide(new Change(file.file(), file.resource(), address), last, changes, kept);
            }
        });
        for (Change change : changes) {
            guide.faults(change.resource())
                    .forEach(fault -> faults.add(
                            change.file().name(),
                            fault.getExpression().stream()
                                            .map(StringType::getValue)
                                            .collect(Collectors.joining(", "))
                                    + ": " + fault.getDiagnostics()));
            references
                    .dangling(change.resource(), parsed.keySet())
                    .forEach(sentence -> faults.add(change.file().name(), sentence));
        }
        faults.refuse(folder);
        return changes.isEmpty() ? 0 : store(changes, folder);
    }

    /** The resources of the files by their addresses; a file that has none is a fault. */
    private Map<String, ParsedFile> parse(List<ResourceFile> files, StudyFaults faults) {
        Map<String, ParsedFile> parsed = new LinkedHashMap<>();
        for (ResourceFile file : files) {
            try {
                Resource resource = file.resource(fhir);
                String address = resource.fhirType() + "/" + resource.getIdPart();
                ParsedFile same = parsed.get(address);
                if (resource.getIdPart() == null) {
                    faults.add(file.name(), "the " + resource.fhirType() + " has no id; give it one.");
                } else if (same != null) {
                    faults.add(file.name(), address + " is in " + same.file().name() + " as well; leave one of them.");
                } else {
                    parsed.put(address, new ParsedFile(file, resource));
                }
            } catch (StartUpRefused unreadable) {
                faults.add(file.name(), String.valueOf(unreadable.getMessage()));
            }
        }
        return parsed;
    }

    private int store(List<Change> changes, String folder) {
        Bundle transaction = new Bundle().setType(BundleType.TRANSACTION);
        changes.forEach(change -> transaction
                .addEntry()
                .setResource(change.resource())
                .getRequest()
                .setMethod(HTTPVerb.PUT)
                .setUrl(change.address()));
        Bundle done;
        try {
            done = store.transaction(new SystemRequestDetails(), transaction);
        } catch (BaseServerResponseException refusal) {
            throw StartUpRefused.byTheGuide("the study in " + folder, refusal);
        }
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            String stored = done.getEntry().get(i).getResponse().getLocation();
            loaded.remember(change.file(), change.address(), new IdType(stored).getVersionIdPartAsLong());
        }
        return changes.size();
    }

    /**
     * A file is stored if there is no such resource, or if the server loaded the stored one itself; a change over
     * REST is never overwritten.
     */
    private void decide(Change change, @Nullable FileLoad last, List<Change> changes, List<SkippedFile> kept) {
        IBaseResource found = stored(change.address());
        if (!(found instanceof Resource stored)) {
            changes.add(change);
            return;
        }
        long version = stored.getIdElement().getVersionIdPartAsLong();
        if (last != null
                && last.isStill(version, stored.getMeta().getLastUpdated().toInstant())) {
            changes.add(change);
        } else if (says(stored, change.resource())) {
            loaded.remember(change.file(), change.address(), version);
        } else {
            kept.add(new SkippedFile(change.file().name(), change.address(), version));
        }
    }

    private @Nullable IBaseResource stored(String address) {
        IdType id = new IdType(address);
        try {
            return resources.getResourceDao(id.getResourceType()).read(id, new SystemRequestDetails());
        } catch (ResourceNotFoundException missing) {
            return null;
        }
    }

    /** Whether the resource as changed over REST has the same content as the file. */
    private static boolean says(Resource stored, Resource file) {
        Resource same = stored.copy();
        same.setMeta(file.getMeta());
        same.setIdElement(file.getIdElement());
        return same.equalsDeep(file);
    }

    private record ParsedFile(ResourceFile file, Resource resource) {}

    private record Change(ResourceFile file, Resource resource, String address) {}

    /**
     * A file that was not loaded because its resource was changed over REST.
     *
     * @param file its name
     * @param address the reference of the resource
     * @param version the version that the server has and keeps
     */
    record SkippedFile(String file, String address, long version) {}

    /**
     * The outcome of loading the study.
     *
     * @param files the number of the study's files
     * @param changed how many of them were new or changed, and were loaded
     * @param kept the changed files that were not loaded, including those of the guide
     */
    record LoadResult(int files, int changed, List<SkippedFile> kept) {

        LoadResult {
            kept = List.copyOf(kept);
        }
    }
}
