// The build rules of a module that uses flameup.
//
// `ThirdParty/flameup/include` is this library's folder `include`, `ThirdParty/boost` has the
// headers of Boost (the folder above `boost/`). The module needs no exceptions and no RTTI: it
// compiles Boost.JSON's sources (flameup_source.cpp) without exceptions from Boost 1.83 on.
using System.IO;
using UnrealBuildTool;

public class Flameup : ModuleRules
{
    public Flameup(ReadOnlyTargetRules Target) : base(Target)
    {
        PCHUsage = PCHUsageMode.UseExplicitOrSharedPCHs;
        CppStandard = CppStandardVersion.Cpp17; // or newer
        bEnableExceptions = false;
        bUseRTTI = false;
        PublicDependencyModuleNames.AddRange(new string[] { "Core", "CoreUObject", "HTTP" });
        string ThirdParty = Path.Combine(ModuleDirectory, "ThirdParty");
        PublicSystemIncludePaths.Add(Path.Combine(ThirdParty, "flameup", "include"));
        PublicSystemIncludePaths.Add(Path.Combine(ThirdParty, "boost"));
    }
}
