using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Fairlead.Generators.Tests.Behaviour.Forms;

public enum Titled
{
    [Display(Name = "First value")]
    Value1,

    [Description("Second value")]
    Value2,
    ThirdValue,
}
