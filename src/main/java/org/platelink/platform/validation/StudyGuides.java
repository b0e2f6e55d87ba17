package org.platelink.platform.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.platelink.platform.server.StartUpRefused;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The guides that studies bring: the FHIR packages ({@code *.tgz}) in the folder of the study. Packages as they are
 * published have no snapshots; these are made when the server starts.
 */
final class StudyGuides {

    private final FhirContext fhir;
    private final Guide own;

    /** @param own the server's own guide, on which a study's guide may build */
    StudyGuides(FhirContext fhir, Guide own) {
        this.fhir = fhir;
        this.own = own;
    }

    /**
     * Reads the packages of a folder, in the order of their names.
     *
     * @param folder a Spring resource location
     * @return the guides; empty if there is no package in it
     * @throws StartUpRefused if one cannot be read, is not of FHIR R4, or builds on a package that is not there
     */
    List<Guide> in(String folder) {
        List<Guide> guides = new ArrayList<>();
        for (Resource archive : archives(folder)) {
            guides.add(read(archive));
        }
        return guides.stream().map(guide -> withSnapshots(guide, guides)).toList();
    }

    private static List<Resource> archives(String folder) {
        String pattern = folder + (folder.endsWith("/") ? "" : "/") + "*.tgz";
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(pattern))
                    .sorted(Comparator.comparing(file -> String.valueOf(file.getFilename())))
                    .toList();
        } catch (FileNotFoundException noFolder) {
            return List.of();
        } catch (IOException failure) {
            throw new StartUpRefused("the packages " + pattern + " cannot be read.", failure);
        }
    }

    private Guide read(Resource archive) {
        try (InputStream stream = archive.getInputStream()) {
            Guide guide = Guide.from(fhir, stream, new Date(archive.lastModified()));
            if (guide.canonical().isEmpty()) {
                throw new StartUpRefused("the package " + archive.getFilename()
                        + " has no ImplementationGuide, so that nothing says where its profiles hold; put the"
                        + " package of a guide there.");
            }
            return guide;
        } catch (IOException | FHIRException | DataFormatException | ClassCastException failure) {
            throw new StartUpRefused(
                    "the package " + archive.getFilename() + " is not a FHIR package of R4 (" + failure.getMessage()
                            + ").",
                    failure);
        }
    }

    private Guide withSnapshots(Guide guide, List<Guide> all) {
        PrePopulatedValidationSupport definitions = new PrePopulatedValidationSupport(fhir);
        all.forEach(one -> one.resources().forEach(definitions::addResource));
        own.resources().forEach(definitions::addResource);
        SnapshotGeneratingValidationSupport snapshots = new SnapshotGeneratingValidationSupport(fhir);
        ValidationSupportContext context = new ValidationSupportContext(new ValidationSupportChain(
                definitions,
                fhir.getValidationSupport(),
                new InMemoryTerminologyServerValidationSupport(fhir),
                new CommonCodeSystemsTerminologyService(fhir),
                snapshots));
        return new Guide(
                guide.name(),
                guide.made(),
                guide.resources().stream()
                        .map(resource -> resource instanceof StructureDefinition profile && !profile.hasSnapshot()
                                ? withSnapshot(profile, guide, snapshots, context)
                                : resource)
                        .toList());
    }

    private StructureDefinition withSnapshot(
            StructureDefinition profile,
            Guide guide,
            SnapshotGeneratingValidationSupport snapshots,
            ValidationSupportContext context) {
        StructureDefinition made;
        try {
            made = (StructureDefinition)
                    snapshots.generateSnapshot(context, profile, profile.getUrl(), null, profile.getName());
        } catch (RuntimeException failure) {
            throw new StartUpRefused(sentence(profile, guide), failure);
        }
        if (made == null || !made.hasSnapshot()) {
            throw new StartUpRefused(sentence(profile, guide));
        }
        StructureDefinition whole = profile.copy();
        whole.setSnapshot(made.getSnapshot());
        // Parsed anew: the generator leaves marks in the objects, by which the validator takes them for unfinished.
        return fhir.newJsonParser()
                .parseResource(StructureDefinition.class, fhir.newJsonParser().encodeResourceToString(whole));
    }

    private static String sentence(StructureDefinition profile, Guide guide) {
        return "the profile " + profile.getUrl() + " of the package " + guide.name() + " builds on "
                + profile.getBaseDefinition()
                + ", of which no snapshot can be made; put the package that has it beside it.";
    }
}
